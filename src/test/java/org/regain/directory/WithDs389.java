package org.regain.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/// The same with a 389 Directory Server: [PeopleInDs389] is to be injected.
public final class WithDs389 implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        try {
            // An absolute one: the server changes its folder.
            Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "ds389-");
            WithSlapd.set(context, new PeopleInDs389(folder.resolve("one")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
