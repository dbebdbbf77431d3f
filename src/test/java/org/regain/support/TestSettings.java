package org.regain.support;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.MapPropertySource;

/// The settings of an application under test, and the database and the mail server that they name. First, so that a test may change one.
@Order(Ordered.HIGHEST_PRECEDENCE)
final class TestSettings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String LOOPBACK = "127.0.0.1";

    static {
        QuickRsa.install();
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPostgres database = TestPostgres.forApplication();
        GreenMail mail = new GreenMail(new ServerSetup(0, LOOPBACK, ServerSetup.PROTOCOL_SMTP));
        mail.start();
        // The port has to be known beforehand: the links in the mails are made of the base URL.
        int port = Ports.free();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test", settings(database, mail.getSmtp().getPort(), port)));
        context.getBeanFactory().registerSingleton("testPostgres", database);
        context.getBeanFactory().registerSingleton("testMail", new TestMail(mail));
    }

    private static Map<String, Object> settings(TestPostgres database, int mailPort, int port) {
        String folder = folder().toString();
        return Map.ofEntries(
                Map.entry("server.port", port),
                Map.entry("server.address", LOOPBACK),
                Map.entry("regain.base-url", "http://localhost:" + port),
                Map.entry("regain.data-dir", folder),
                Map.entry("regain.database.url", counted(database)),
                Map.entry("regain.database.app.password", database.appPassword()),
                Map.entry("regain.database.mailer.password", database.mailerPassword()),
                Map.entry("regain.database.admin.password", database.adminPassword()),
                Map.entry("regain.keys.file", folder + "/keys.json"),
                // What the first start would choose depends on the machine.
                Map.entry("regain.hash.memory-kib", 7168),
                Map.entry("regain.hash.passes", 5),
                Map.entry("regain.mail.from", "Regain <no-reply@regain.example>"),
                Map.entry("regain.organisation.name", "Contoso Partners"),
                Map.entry("regain.organisation.admin", "marta@contoso.example"),
                Map.entry("spring.mail.host", LOOPBACK),
                Map.entry("spring.mail.port", mailPort));
    }

    private static String counted(TestPostgres database) {
        return database.url() + "?socketFactory=" + CountingSockets.class.getName() + "&socketFactoryArg="
                + database.name();
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory(Path.of("target"), "settings-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
