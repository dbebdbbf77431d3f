package org.regain.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What `docs/directories.md` tells an operator to paste: the servers of the tests are set up by those words, so each test shows that they do.
final class OperatorsPage {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```[a-z]*\n(.*?)^```");
    private static final Pattern SDDL = Pattern.compile("--sddl=\"([^\"]+)\"");

    private OperatorsPage() {}

    /// What to put into `slapd.conf`.
    static String access(String suffix) throws IOException {
        return openLdap(suffix).get(0);
    }

    /// The service account and its policy, in LDIF.
    static String account(String suffix, String password) throws IOException {
        return openLdap(suffix).get(1).replace("…", password);
    }

    /// What to feed to `ldapmodify`.
    static String ds389(String suffix, String password) throws IOException {
        return blocks("389 Directory Server", suffix).getFirst().replace("…", password);
    }

    private static List<String> openLdap(String suffix) throws IOException {
        return blocks("OpenLDAP", suffix);
    }

    private static List<String> blocks(String title, String suffix) throws IOException {
        var chapter = page().replaceAll("(?s)\\A.*\n## " + title + "\n|\n## .*\\z", "");
        return BLOCK.matcher(chapter)
                .results()
                .map(found -> found.group(1).replace("dc=example,dc=org", suffix))
                .toList();
    }

    /// The rights of the service account on Samba.
    ///
    /// @param sid of the service account
    static String rights(String sid) throws IOException {
        return SDDL.matcher(page())
                .results()
                .map((MatchResult found) -> found.group(1).replace("SID", sid))
                .findFirst()
                .orElseThrow();
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("docs/directories.md"));
    }
}
