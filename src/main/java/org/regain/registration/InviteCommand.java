package org.regain.registration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.regain.account.OrganisationId;
import org.regain.audit.Origin;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// `java -jar regain.jar invite people.csv`: makes unclaimed accounts and mails their claim links. All lines are invited or
/// none; people who have an account already are left alone, so running it again is harmless.
@Component
@Profile("invite")
class InviteCommand implements ApplicationRunner, ExitCodeGenerator {

    private static final int REFUSED = 2;

    private final NewAccounts newAccounts;
    private final Invitations invitations;
    private final TransactionTemplate transaction;
    private final PrintStream console;
    private int exitCode;

    InviteCommand(
            NewAccounts newAccounts, Invitations invitations, TransactionTemplate transaction, PrintStream console) {
        this.newAccounts = newAccounts;
        this.invitations = invitations;
        this.transaction = transaction;
        this.console = console;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var words = arguments.getNonOptionArgs();
        if (words.size() != 2) {
            refuse("Usage: java -jar regain.jar invite people.csv");
            return;
        }
        var organisation = newAccounts.organisation();
        if (organisation.isEmpty()) {
            refuse("There is no organisation yet. Start Regain once without a command, then invite.");
            return;
        }
        try (var csv = Files.newBufferedReader(Path.of(words.get(1)), UTF_8)) {
            var list = InviteList.read(csv);
            if (list.complaints().isEmpty()) {
                invite(organisation.get(), list);
            } else {
                list.complaints().forEach(console::println);
                refuse("Nobody was invited. Mend these lines, then run it again.");
            }
        } catch (IOException | UncheckedIOException e) {
            refuse("The list could not be read as UTF-8: " + words.get(1));
        }
    }

    private void invite(OrganisationId organisation, InviteList list) {
        var report = new InviteReport();
        transaction.executeWithoutResult(status -> {
            for (var invitation : list.invitations()) {
                report.add(invitation, invitations.invite(organisation, invitation, Origin.ITSELF));
            }
            if (report.refused()) {
                status.setRollbackOnly();
            }
        });
        report.lines().forEach(console::println);
        if (report.refused()) {
            refuse("Nobody was invited. Choose other names, then run it again.");
        }
    }

    private void refuse(String sentence) {
        console.println(sentence);
        exitCode = REFUSED;
    }

    @Override
    public int getExitCode() {
        return exitCode;
    }
}
