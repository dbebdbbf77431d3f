package org.regain.invite;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.regain.account.InviteList;
import org.regain.account.InviteRules;
import org.regain.account.OrganisationId;
import org.regain.account.Role;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.context.MessageSource;
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
    private final MessageSource words;
    private final PrintStream console;
    private int exitCode;

    InviteCommand(
            NewAccounts newAccounts,
            Invitations invitations,
            TransactionTemplate transaction,
            MessageSource words,
            PrintStream console) {
        this.newAccounts = newAccounts;
        this.invitations = invitations;
        this.transaction = transaction;
        this.words = words;
        this.console = console;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var typed = arguments.getNonOptionArgs();
        if (typed.size() != 2) {
            refuse("Usage: java -jar regain.jar invite people.csv");
            return;
        }
        var organisation = newAccounts.organisation();
        if (organisation.isEmpty()) {
            refuse("There is no organisation yet. Start Regain once without a command, then invite.");
            return;
        }
        try (var csv = Files.newInputStream(Path.of(typed.get(1)))) {
            var list = InviteList.read(csv, new InviteRules(Set.of(Role.values()), null));
            if (list.complaints().isEmpty()) {
                invite(organisation.get(), list);
            } else {
                list.complaints()
                        .forEach(it -> console.println(words.getMessage(it.key(), it.words(), Locale.ENGLISH)));
                refuse("Nobody was invited. Correct these lines, then run it again.");
            }
        } catch (IOException e) {
            refuse("The list could not be read: " + typed.get(1));
        }
    }

    private void invite(OrganisationId organisation, InviteList list) {
        var report = new InviteReport();
        transaction.executeWithoutResult(status -> {
            for (var invitation : list.invitations()) {
                report.add(invitation, invitations.invite(organisation, invitation));
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
