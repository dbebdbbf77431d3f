package org.regain.portal;

import java.io.PrintStream;
import java.util.List;
import org.regain.secret.KeysInFile;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// `java -jar regain.jar keys`: which keys sign what portals are told; `keys rotate`: new ones, from now on; `keys withdraw`: new ones,
/// and the others count no more. `keys file`: which keys are in the keys file; `keys file add`: new ones beside them; `keys file use`: they are
/// in use from now on.
@Component
@Profile("keys")
class KeysCommand implements ApplicationRunner, ExitCodeGenerator {

    private static final int REFUSED = 2;

    private final KeptSigningKeys kept;
    private final RotateSigningKeys rotate;
    private final KeysInFile file;
    private final TransactionTemplate transaction;
    private final PrintStream console;
    private int exitCode;

    KeysCommand(
            KeptSigningKeys kept,
            RotateSigningKeys rotate,
            KeysInFile file,
            TransactionTemplate transaction,
            PrintStream console) {
        this.kept = kept;
        this.rotate = rotate;
        this.file = file;
        this.transaction = transaction;
        this.console = console;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        switch (String.join(" ", words(arguments.getNonOptionArgs()))) {
            case "" -> sayWhatSigns();
            case "rotate" -> atOnce(false);
            case "withdraw" -> atOnce(true);
            case "file" -> sayWhatIsInTheFile();
            case "file add" -> add();
            case "file use" -> use();
            default -> refuse("Usage: java -jar regain.jar keys [rotate | withdraw | file | file add | file use]");
        }
    }

    private void refuse(String why) {
        console.println(why);
        exitCode = REFUSED;
    }

    private void add() {
        if (!file.add()) {
            refuse("New keys are beside the others already. When every node was started with this file: keys file use");
            return;
        }
        sayWhatIsInTheFile();
        console.println(
                ("New keys are beside the others in %s, and nobody uses them yet. Put this file into the backup and on every node,"
                                + " and start one node after the other with it; then: keys file use")
                        .formatted(file.path()));
    }

    private void use() {
        if (!file.use()) {
            refuse("There are no new keys in %s. First: keys file add".formatted(file.path()));
            return;
        }
        sayWhatIsInTheFile();
        console.println(
                ("The new keys are in use wherever Regain is started with %s from now on. Put this file into the backup and on every"
                                + " node, and start one node after the other with it. What was made by the earlier keys goes on serving.")
                        .formatted(file.path()));
    }

    private void sayWhatIsInTheFile() {
        for (var line : file.lines()) {
            console.println("%-8s  %10s  %s"
                    .formatted(
                            line.keyset(),
                            line.id(),
                            switch (line.state()) {
                                case EARLIER -> "serves what it has made";
                                case IN_USE -> "in use";
                                case WAITS -> "not in use yet";
                            }));
        }
    }

    private void sayWhatSigns() {
        for (var key : kept.published()) {
            console.println("%s  %s  %s %s%s"
                    .formatted(
                            key.algorithm(),
                            key.kid(),
                            key.signs() ? "signs since" : key.until() == null ? "will sign from" : "signed from",
                            key.signsFrom(),
                            key.until() == null ? "" : ", published until " + key.until()));
        }
    }

    private void atOnce(boolean withdraw) {
        transaction.executeWithoutResult(_ -> rotate.atOnce(withdraw));
        sayWhatSigns();
        console.println(
                withdraw
                        ? "New keys sign from now on. What the others signed is believed no more: whoever is on the way to a"
                                + " portal begins again."
                        : "New keys sign from now on. The others stay published for what they have signed.");
    }

    /// What follows the command itself.
    private static List<String> words(List<String> typed) {
        return typed.subList(typed.indexOf("keys") + 1, typed.size());
    }

    @Override
    public int getExitCode() {
        return exitCode;
    }
}
