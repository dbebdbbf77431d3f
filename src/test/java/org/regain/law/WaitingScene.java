package org.regain.law;

import static org.regain.law.Court.KEY;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/// Somebody who has to prove two things and can show one.
abstract class WaitingScene extends Registering {

    static final Duration THREE_DAYS = Duration.ofDays(3);
    static final String NOT_PROVEN = "NOT_PROVEN";

    UUID account;
    private int recoveries;

    WaitingScene() throws SQLException {}

    @BeforeEach
    void anAdministratorHasAMailboxAndAnApp() {
        account = court.account("ACTIVE", "GLOBAL_ADMIN");
        court.app(account);
    }

    /// A recovery in which this was shown, of a handle of its own.
    Recovery shows(String... classes) {
        var key = bytes("recovery " + recoveries++);
        var flow = court.flow("RECOVERY", account, key);
        court.root("update flow set aim = 'RESET' where id = ?", flow);
        for (var one : classes) {
            court.prove(flow, account, one);
        }
        // Each by a method of long ago.
        court.root("update proof set serves_from = regain.now() - interval '99 days' where flow_id = ?", flow);
        return new Recovery(flow, key);
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Recovery(UUID flow, byte[] key) {}

    String asks(Recovery recovery) {
        return court.app
                .sql("select ask_to_wait(?, ?)")
                .params(recovery.flow(), recovery.key())
                .query(String.class)
                .single();
    }

    String resets(Recovery recovery) {
        return court.finishReset(recovery.flow(), recovery.key());
    }

    /// A waiting that began this moment, by a mailed code.
    void waits() {
        if (!asks(shows("ISSUED")).equals("ASKED")) {
            throw new AssertionError("Nobody waits");
        }
    }

    boolean somebodyWaits() {
        return court.ask("select exists (select from open_waiting(?))", account);
    }

    /// "This wasn't me", by the link in a notice of this kind.
    void repudiates(String notice) {
        var link = bytes("link " + recoveries++);
        court.root(
                "insert into repudiation_link (token_hash, account_id, kind, expires_at) values (?, ?, ?, regain.now() + interval '7 days')",
                link,
                account,
                notice);
        court.app.sql("select repudiate(?)").param(link).query().listOfRows();
    }

    boolean objects(UUID signIn) {
        return court.ask("select object_to_waiting(?, ?) is not null", signIn, KEY);
    }
}
