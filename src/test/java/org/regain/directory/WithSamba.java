package org.regain.directory;

import java.nio.file.Files;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/// The same with a domain controller for its directory: [PeopleInSamba] is to be injected.
public final class WithSamba implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        try {
            // Not in `target`: the names of its sockets would be too long.
            WithSlapd.set(
                    context,
                    new PeopleInSamba(Files.createTempDirectory("samba-").resolve("dc")));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
