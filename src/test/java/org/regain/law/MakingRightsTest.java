package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.SqlArrayValue;

/// What the web's role and the dispatcher's can still make or undo by SQL of their own, and that it is written down.
class MakingRightsTest {

    final Court court;

    MakingRightsTest() throws SQLException {
        court = Court.inSession();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GLOBAL_ADMIN", "USER_ADMIN", "BILLING_ADMIN", "HELPDESK_AGENT"})
    void a9_onceThereIsAGlobalAdministratorTheWebGivesNoRole(String role) {
        var admin = court.account("ACTIVE", "GLOBAL_ADMIN");
        court.root("update account set claimed_at = regain.now() where id = ?", admin);
        for (var state : new String[] {"ACTIVE", "SUSPENDED", "DELETED"}) {
            court.root("update account set state = ? where id = ?", state, admin);
            var before = court.rows();
            assertThat(create("new " + state, role)).isEqualTo("NOT_ALLOWED");
            assertThat(before.since(court.database)).isEmpty();
        }
        assertThat(create("without a role")).isEqualTo("CREATED");
    }

    @Test
    void a9_whoIsMadeAndEachLinkIsWrittenDownByWhatMakesIt() {
        assertThat(create("first", "GLOBAL_ADMIN")).isEqualTo("CREATED");
        assertThat(
                        court.ask(
                                "select count(*) = 1 from audit_event where kind = 'ACCOUNT_INVITED' and detail = 'GLOBAL_ADMIN'"))
                .isTrue();
        court.app
                .sql("select put_claim_link(id, ?) from account where state = 'UNCLAIMED'")
                .param(bytes("link"))
                .query()
                .listOfRows();
        assertThat(court.ask("select count(*) = 1 from audit_event where kind = 'CLAIM_LINK_MADE'"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update outbox set state = 'QUEUED' where state = 'SENT'",
                "update outbox set state = 'QUEUED', settled_at = null where state = 'SENT'",
                "update outbox set state = 'FAILED' where state = 'SENT'",
                "update outbox set failure = 'never sent' where state = 'SENT'",
                "update outbox set attempts = attempts - 1 where state = 'QUEUED'",
                "update outbox set sealed = '\\x01' where state = 'QUEUED'"
            })
    void a9_theDispatcherTakesNothingBack(String statement) throws SQLException {
        for (var state : new String[] {"SENT", "QUEUED"}) {
            court.root("""
                    insert into outbox (id, created_at, expires_at, channel, sealed, state, attempts, not_before)
                    values (gen_random_uuid(), regain.now(), regain.now() + interval '1 hour', 'EMAIL',
                            case when ? = 'QUEUED' then '\\x00'::bytea end, ?, 1, regain.now())
                    """, state, state);
        }
        var before = court.rows();
        try (var connection = court.database.asMailer()) {
            var mailer = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            assertThatExceptionOfType(DataAccessException.class)
                    .isThrownBy(() -> mailer.sql(statement).update())
                    .withStackTraceContaining("stays settled");
        }
        assertThat(before.since(court.database)).isEmpty();
    }

    private String create(String name, String... roles) {
        return court.app
                .sql("""
                        select create_account(?, id, 'en', ?, ?, 'n@b.example', gen_random_uuid(), null, null, null)
                        from organisation
                        """)
                .params(UUID.randomUUID(), new SqlArrayValue("text", (Object[]) roles), name)
                .query(String.class)
                .single();
    }
}
