package org.regain.settings;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import org.jspecify.annotations.Nullable;

/// The part of [SettingsCheck] that looks at `regain.directory`: all of it or none. What a server says of it is asked by
/// `java -jar regain.jar directory check`, not here.
final class DirectorySettingsCheck {

    private static final String DIRECTORY = "regain.directory.";
    private static final int MOST_SERVERS = 9;
    private static final int HIGHEST_PORT = 65_535;

    private final SettingsCheck settings;

    DirectorySettingsCheck(SettingsCheck settings) {
        this.settings = settings;
    }

    void check() {
        List<String> urls = urls();
        if (urls.isEmpty()) {
            for (String name : List.of("ca", "user", "password", "base")) {
                settings.refuseUnless(
                        settings.given(DIRECTORY + name) == null,
                        DIRECTORY + name + " is of no use without " + DIRECTORY + "urls.");
            }
            return;
        }
        settings.refuseUnless(
                urls.size() <= MOST_SERVERS && urls.stream().allMatch(DirectorySettingsCheck::isServer),
                DIRECTORY + "urls must be at most " + MOST_SERVERS
                        + " servers, parted by commas: ldaps:// and a host, or ldap:// and a"
                        + " host for StartTLS, with nothing after it but a port.");
        settings.refuseUnless(
                isFile(settings.given(DIRECTORY + "ca")),
                DIRECTORY + "ca must be a file of certificates (PEM) that can be read.");
        name("user", "CN=regain,OU=Services,DC=example,DC=org");
        settings.required(DIRECTORY + "password");
        name("base", "OU=People,DC=example,DC=org");
    }

    private List<String> urls() {
        String line = settings.given(DIRECTORY + "urls");
        return line == null ? List.of() : List.of(line.strip().split("\\s*,\\s*", -1));
    }

    private static boolean isServer(String url) {
        try {
            URI uri = URI.create(url);
            return ("ldaps".equals(uri.getScheme()) || "ldap".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getPort() != 0
                    && uri.getPort() <= HIGHEST_PORT
                    && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getRawUserInfo() == null;
        } catch (IllegalArgumentException notAUri) {
            return false;
        }
    }

    private static boolean isFile(@Nullable String path) {
        try {
            return path == null || Files.isReadable(Path.of(path));
        } catch (InvalidPathException notAPath) {
            return false;
        }
    }

    private void name(String setting, String example) {
        String dn = settings.required(DIRECTORY + setting);
        settings.refuseUnless(
                dn == null || isName(dn), DIRECTORY + setting + " must be a DN, such as " + example + ".");
    }

    private static boolean isName(String dn) {
        try {
            return !new LdapName(dn).isEmpty();
        } catch (InvalidNameException noName) {
            return false;
        }
    }
}
