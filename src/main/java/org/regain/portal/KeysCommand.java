package org.regain.portal;

import java.io.PrintStream;
import java.util.List;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// `java -jar regain.jar keys`: which keys sign what portals are told; `keys rotate`: new ones, from now on; `keys withdraw`: new ones,
/// and the others count no more.
@Component
@Profile("keys")
class KeysCommand implements ApplicationRunner, ExitCodeGenerator {

    private static final int REFUSED = 2;

    private final KeptSigningKeys kept;
    private final RotateSigningKeys rotate;
    private final TransactionTemplate transaction;
    private final PrintStream console;
    private int exitCode;

    KeysCommand(KeptSigningKeys kept, RotateSigningKeys rotate, TransactionTemplate transaction, PrintStream console) {
        this.kept = kept;
        this.rotate = rotate;
        this.transaction = transaction;
        this.console = console;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        switch (String.join(" ", words(arguments.getNonOptionArgs()))) {
            case "" -> {}
            case "rotate" -> atOnce(false);
            case "withdraw" -> atOnce(true);
            default -> {
                console.println("Usage: java -jar regain.jar keys [rotate | withdraw]");
                exitCode = REFUSED;
                return;
            }
        }
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
