package org.regain.delivery;

import jakarta.mail.util.StreamProvider;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.angus.mail.util.MailStreamProvider;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/// How Regain uses the mail library, whatever `spring.mail.properties` says.
final class SmtpRules {

    private static final String TIMEOUT = "10000";

    private static final Map<String, String> RULES = Map.of(
            // Without these the library waits for ever.
            "connectiontimeout",
            TIMEOUT,
            "timeout",
            TIMEOUT,
            "writetimeout",
            TIMEOUT,
            // A mail the server took isn't sent again because the server was slow to say goodbye.
            "quitwait",
            "false",
            "sendpartial",
            "false",
            "allow8bitmime",
            "false");

    /// They print the whole dialogue, codes included, at FINEST. Held here, or the levels would be collected as garbage.
    private static final List<Logger> DIALOGUE = List.of(
            Logger.getLogger("org.eclipse.angus.mail.smtp"), Logger.getLogger("org.eclipse.angus.mail.smtp.protocol"));

    private SmtpRules() {}

    static JavaMailSenderImpl apply(JavaMailSenderImpl smtp) {
        // Or else it is looked for in every jar, a dozen times for each mail.
        System.setProperty(StreamProvider.class.getName(), MailStreamProvider.class.getName());
        Properties properties = new Properties();
        for (String protocol : List.of("smtp", "smtps")) {
            // Encrypts where the server can; an operator may demand it (`starttls.required`) or switch it off.
            properties.setProperty("mail." + protocol + ".starttls.enable", "true");
        }
        properties.putAll(smtp.getJavaMailProperties());
        for (String protocol : List.of("smtp", "smtps")) {
            RULES.forEach((rule, value) -> properties.setProperty("mail." + protocol + "." + rule, value));
        }
        properties.setProperty("mail.debug", "false");
        properties.setProperty("mail.mime.allowutf8", "false");
        smtp.setJavaMailProperties(properties);
        return smtp;
    }

    /// Before each mail, because log levels can be changed while Regain runs.
    static void silenceTheDialogue() {
        DIALOGUE.forEach(logger -> logger.setLevel(Level.OFF));
    }
}
