package org.regain.invite;

import java.io.PrintStream;
import java.util.Optional;
import java.util.Set;
import org.regain.account.Account;
import org.regain.account.Accounts;
import org.regain.account.EmailName;
import org.regain.account.Invitation;
import org.regain.account.Language;
import org.regain.account.OrganisationId;
import org.regain.account.Role;
import org.regain.secret.Token;
import org.regain.settings.RegainSettings;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/// The first start makes the organisation and one empty account for its global administrator, and prints that account's
/// claim link on the console; so does each one after it until a global administrator has claimed theirs, whoever else has, and
/// for the address that the settings have by then. There is no default account and no default password (ASVS 6.3.2): whoever
/// claims it needs the console and the mailbox both.
@Component
@Profile("!demo & !command")
class FirstStart implements ApplicationRunner {

    private final RegainSettings settings;
    private final Organisations organisations;
    private final NewAccounts newAccounts;
    private final Invitations invitations;
    private final Accounts accounts;
    private final PrintStream console;

    FirstStart(
            RegainSettings settings,
            Organisations organisations,
            NewAccounts newAccounts,
            Invitations invitations,
            Accounts accounts,
            PrintStream console) {
        this.settings = settings;
        this.organisations = organisations;
        this.newAccounts = newAccounts;
        this.invitations = invitations;
        this.accounts = accounts;
        this.console = console;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!newAccounts.administered()) {
            administrator(organisations.theOnly())
                    .filter(it -> it.roles().contains(Role.GLOBAL_ADMIN))
                    .flatMap(it -> invitations.link(it.id()))
                    .ifPresent(this::print);
        }
    }

    /// Whose the address in the settings is, from now on if it was nobody's.
    private Optional<Account> administrator(OrganisationId organisation) {
        var email = EmailName.of(settings.organisation().admin())
                .orElseThrow(() -> new IllegalStateException("regain.organisation.admin is no e-mail address"));
        invitations.add(organisation, new Invitation(email, null, Set.of(Role.GLOBAL_ADMIN), Language.ENGLISH));
        return accounts.named(email.key()).flatMap(accounts::find);
    }

    private void print(Token link) {
        console.printf("""

                No global administrator has claimed their account yet. The first global administrator, %s, claims their account here:
                    %s/claim#%s
                The link works once, within 72 hours. A code goes to that address, so you need its mailbox too.

                """, settings.organisation().admin(), settings.baseUrl(), link.text());
    }
}
