package org.regain.invite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.regain.account.Accounts;
import org.regain.account.EmailName;
import org.regain.account.Invitation;
import org.regain.account.Language;
import org.regain.account.Role;
import org.regain.settings.RegainSettings;
import org.regain.support.RegainTest;
import org.regain.support.TestPostgres;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;

/// Each start prints the first global administrator's claim link until one of them has claimed their account.
@RegainTest
class FirstStartTest {

    private static final String CLAIMED = """
            update regain.account set state = 'ACTIVE', claimed_at = regain.now()
            where id = (select account_id from regain.account_name where key = '%s')
            """;

    @Autowired
    private RegainSettings settings;

    @Autowired
    private Organisations organisations;

    @Autowired
    private NewAccounts newAccounts;

    @Autowired
    private Invitations invitations;

    @Autowired
    private Accounts accounts;

    @Autowired
    private TestPostgres database;

    @Test
    void whoClaimsBeforeTheAdministratorKeepsNobodyOut() throws SQLException {
        invited("ana@contoso.example");
        root(CLAIMED.formatted("ana@contoso.example"));
        assertThat(printed()).contains("marta@contoso.example, claims").contains("/claim#");
        root(CLAIMED.formatted("marta@contoso.example"));
        assertThat(printed()).isEmpty();
    }

    @Test
    void anAddressThatWasMistypedIsCorrectedByTheSettings() throws SQLException {
        root("update regain.contact set address = 'matra@contoso.example' where address = 'marta@contoso.example'");
        root("update regain.account_name set key = 'matra@contoso.example', skeleton = 'matra@contoso.example',"
                + " shown = 'matra@contoso.example' where key = 'marta@contoso.example'");
        assertThat(printed()).contains("marta@contoso.example, claims").contains("/claim#");
        var marta = accounts.named(address("marta@contoso.example").key())
                .flatMap(accounts::find)
                .orElseThrow();
        assertThat(marta.roles()).containsExactly(Role.GLOBAL_ADMIN);
        assertThat(marta.email()).isEqualTo("marta@contoso.example");
        assertThat(newest()).isEqualTo(marta.id().value().toString());
        root(CLAIMED.formatted("matra@contoso.example"));
        assertThat(printed()).isEmpty();
    }

    @Test
    void somebodyElseOfThatAddressGetsNoLinkAsTheAdministrator() throws SQLException {
        root("delete from regain.account_role");
        assertThat(printed()).isEmpty();
    }

    private String printed() {
        var bytes = new ByteArrayOutputStream();
        var console = new PrintStream(bytes, true, UTF_8);
        new FirstStart(settings, organisations, newAccounts, invitations, accounts, console)
                .run(new DefaultApplicationArguments());
        return bytes.toString(UTF_8);
    }

    private void invited(String email) {
        var one = new Invitation(address(email), null, Set.of(), Language.ENGLISH);
        assertThat(invitations.add(organisations.theOnly(), one)).isInstanceOf(Invited.Created.class);
    }

    private static EmailName address(String email) {
        return EmailName.of(email).orElseThrow();
    }

    private String newest() throws SQLException {
        try (var root = database.asSuperuser();
                var statement = root.createStatement();
                var rows = statement.executeQuery(
                        "select account_id::text from regain.claim_link order by created_at desc limit 1")) {
            rows.next();
            return rows.getString(1);
        }
    }

    private void root(String change) throws SQLException {
        try (var root = database.asSuperuser();
                var statement = root.createStatement()) {
            assertThat(statement.executeUpdate(change)).isPositive();
        }
    }
}
