package org.regain.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.regain.start.StartRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs PostgreSQL's programs, which refuse to run as root, or as a user whom the machine has no name for (OpenShift,
/// `docker run --user 1234`): for these they are started in a user namespace of their own, in which they are nobody in
/// particular, while the files stay whose they are.
final class Unprivileged {

    private static final Logger LOG = LoggerFactory.getLogger(Unprivileged.class);
    private static final List<String> IN_OWN_NAMESPACE = List.of("unshare", "-U");

    /// What Java calls a user whom the machine has no name for.
    private static final String NAMELESS = "?";

    private static final String ROOT = "PostgreSQL does not run as root, and this machine does not let root give up its"
            + " rights (unshare -U): start Regain as an ordinary user, or set regain.database.url.";
    private static final String UNNAMED =
            "PostgreSQL does not run as a user without a name, and this machine allows no user"
                    + " namespace (unshare -U): give the number a line in /etc/passwd, start Regain as a user with a name, or set"
                    + " regain.database.url.";

    private final List<String> prefix;

    private Unprivileged(List<String> prefix) {
        this.prefix = prefix;
    }

    /// @throws StartRefused for root, and for a user without a name, on a machine that does not permit user namespaces
    static Unprivileged find() throws InterruptedException {
        return find(System.getProperty("user.name", NAMELESS), IN_OWN_NAMESPACE);
    }

    /// @param user      as Java has it
    /// @param namespace what starts a program in a namespace of its own
    static Unprivileged find(String user, List<String> namespace) throws InterruptedException {
        boolean root = "root".equals(user);
        if (!root && !NAMELESS.equals(user)) {
            return new Unprivileged(List.of());
        }
        Unprivileged own = new Unprivileged(namespace);
        try {
            // It has to have a name in there too, which it is by that of nobody.
            own.run(List.of("id", "-un"));
            return own;
        } catch (IOException notPermitted) {
            throw new StartRefused(root ? ROOT : UNNAMED, notPermitted);
        }
    }

    /// Runs a program to its end.
    ///
    /// @return what it printed, on either stream
    /// @throws IOException with what it printed, when it cannot be started or ends with another status than 0
    String run(List<String> command) throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole).redirectErrorStream(true);
        // The programs print in the language of the machine otherwise, and their words end up in our log.
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int status = process.waitFor();
        LOG.debug("{} ended with {}: {}", whole, status, printed);
        if (status != 0) {
            throw new IOException(Path.of(command.getFirst()).getFileName() + " ended with " + status + ": " + printed);
        }
        return printed;
    }
}
