package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How long what a portal is given serves stands in the law alone: changed there, whoever looks it up and the application follow.
class PortalNumbersTest {

    private final Court court = Court.inSession();

    @AutoClose
    private final ChangedNumber changed = new ChangedNumber(court);

    PortalNumbersTest() throws SQLException {}

    @ParameterizedTest
    @CsvSource({"portal_code_life, CODE", "access_life, ACCESS"})
    void servesForAsLongAsTheLawSays(String number, String kind) {
        var presented = Court.bytes(kind + UUID.randomUUID());
        give(kind, presented);
        court.pass(Duration.ofSeconds(40));
        assertThat(finds(kind, presented)).isTrue();
        changed.change(number, "interval '30 seconds'");
        assertThat(finds(kind, presented)).isFalse();
        // Of a code the database alone is asked.
        if (kind.equals("ACCESS")) {
            assertThat(new Numbers(new NumberRows(court.app)).accessLife()).isEqualTo(Duration.ofSeconds(30));
        }
    }

    private boolean finds(String kind, byte[] presented) {
        return court.ask("select exists (select from find_portal_access(?, ?))", kind, presented);
    }

    private void give(String kind, byte[] presented) {
        var account = court.account("ACTIVE");
        court.root(
                """
                with somewhere as (
                    insert into portal (organisation_id, client_id, name, kind, start_uri, redirect_uris, scopes)
                    select id, 'life-' || left(gen_random_uuid()::text, 8), 'Life', 'SECRET', 'https://p.example/',
                           '{https://p.example/}', '{openid}' from organisation limit 1
                    returning id),
                known as (insert into portal_subject (sub, account_id, sector) values (?, ?, '') returning sub)
                insert into portal_access (id, portal_id, account_id, flow_id, session_id, auth_epoch, auth_time, acr, amr, sub, sid,
                                           scopes, redirect_uri, challenge, ends_at, code_hash, access_hash, access_at, access_scopes)
                select gen_random_uuid(), s.id, a.id, gen_random_uuid(), 'session', a.auth_epoch, regain.now(), 'aal1', '{pwd}', k.sub,
                       'sid', '{openid}', 'https://p.example/', 'x', regain.now() + interval '1 hour', ?,
                       case when ? = 'ACCESS' then ?::bytea end, case when ? = 'ACCESS' then regain.now() end, '{openid}'
                from account a, somewhere s, known k where a.id = ?
                """,
                "sub " + account,
                account,
                kind.equals("CODE") ? presented : Court.bytes("no" + account),
                kind,
                presented,
                kind,
                account);
    }
}
