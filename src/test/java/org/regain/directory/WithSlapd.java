package org.regain.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.MapPropertySource;

/// Regain with an OpenLDAP for its directory, by the settings that an operator would set: [PeopleInSlapd] is to be injected.
public final class WithSlapd implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        try {
            // An absolute one: the server changes its folder.
            Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "slapd-");
            set(context, new PeopleInSlapd(folder.resolve("one")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void set(ConfigurableApplicationContext context, PeopleThere there) {
        var settings = there.settings();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "directory",
                        Map.of(
                                "regain.directory.urls",
                                        settings.urls().getFirst().toString(),
                                "regain.directory.ca", String.valueOf(settings.ca()),
                                "regain.directory.user", String.valueOf(settings.user()),
                                "regain.directory.password", String.valueOf(settings.password()),
                                "regain.directory.base", String.valueOf(settings.base()))));
        context.getBeanFactory().registerSingleton("peopleThere", there);
        context.addApplicationListener((ContextClosedEvent _) -> there.close());
    }
}
