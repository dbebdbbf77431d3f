package org.regain.roster;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.directory.EntryId;
import org.regain.secret.Password;

/// A password that was on its way when the answer was lost: the directory knows what became of it.
class SettleWritesTest extends RosterScene {

    private static final String NEW = "a lantern under the bridge";

    private EntryId ana = new EntryId("nobody");
    private int writtenBefore;

    @BeforeEach
    void anasNewPasswordIsOnItsWay() {
        ana = claimed("ana");
        writtenBefore = directory.written();
        var flow = UUID.randomUUID();
        people.run(sql -> {
            sql.sql("""
                            insert into flow (id, purpose, key_hash, account_id, name_mac, language, source, browser, expires_at)
                            values (?, 'RECOVERY', sha256(?::text::bytea), ?, sha256('name'), 'en', '', '', regain.now() + interval '15 minutes')
                            """).params(flow, flow, account(ana).value()).update();
            return sql.sql("insert into directory_write (flow_id, account_id, changed_before) values (?, ?, ?)")
                    .params(flow, account(ana).value(), Timestamp.from(changed()))
                    .update();
        });
    }

    private Instant changed() {
        return Objects.requireNonNull(directory.find(ana).orElseThrow().changedAt());
    }

    private void settle() {
        clock.advance(Duration.ofSeconds(61));
        settling.whatIsOpen();
    }

    private String outcome() {
        return text("select coalesce(outcome, 'OPEN') from directory_write").getFirst();
    }

    @Test
    void whatIsThereIsFollowedHereAndToldOnce() throws MessagingException {
        directory.reset(ana, Password.of(NEW).orElseThrow());
        clock.advance(Duration.ofSeconds(55));
        settling.whatIsOpen();
        assertThat(outcome()).as("its node may still hear of it").isEqualTo("OPEN");
        settle();
        settle();
        assertThat(outcome()).isEqualTo("DONE");
        assertThat(count(
                        "select count(*) from password where account_id = ?",
                        account(ana).value()))
                .isEqualTo(2);
        everythingIsSent();
        assertThat(mail.to("ana@contoso.example")).hasSize(1);
        assertThat(mail.newestOf("ana@contoso.example").getSubject()).isEqualTo("Your password has been reset");
        read();
        everythingIsSent();
        assertThat(mail.to("ana@contoso.example")).as("nobody else did it").hasSize(1);
        assertThat(directory.written()).as("never written again").isEqualTo(writtenBefore + 1);
    }

    /// Nobody is there to be told that one goes on.
    @Test
    void aChangeIsFollowedLikewiseAndEndsEverySession() throws MessagingException {
        people.run(
                sql -> sql.sql("update flow set purpose = 'CHANGE' where id in (select flow_id from directory_write)")
                                .update()
                        + sql.sql("insert into spring_session values ('kept', 'kept', 0, 0, 0, 0, ?)")
                                .param(account(ana).value().toString())
                                .update());
        directory.change(
                ana, Password.of(AT_THE_DESK).orElseThrow(), Password.of(NEW).orElseThrow());
        settle();
        assertThat(outcome()).isEqualTo("DONE");
        assertThat(count("select count(*) from spring_session")).isZero();
        everythingIsSent();
        assertThat(mail.newestOf("ana@contoso.example").getSubject()).isEqualTo("Your password has been changed");
        read();
        everythingIsSent();
        assertThat(mail.to("ana@contoso.example")).as("nobody else did it").hasSize(1);
    }

    @Test
    void whatIsNotThereChangesNothing() {
        settle();
        assertThat(outcome()).isEqualTo("REFUSED");
        assertThat(count(
                        "select count(*) from password where account_id = ?",
                        account(ana).value()))
                .isEqualTo(1);
        everythingIsSent();
        assertThat(mail.to("ana@contoso.example")).isEmpty();
    }

    @Test
    void whatCannotBeSettledKeepsNothingElseOpen() {
        var bo = claimed("bo");
        people.run(sql -> {
            var flow = UUID.randomUUID();
            sql.sql("""
                            insert into flow (id, purpose, key_hash, name_mac, language, source, browser, expires_at)
                            values (?, 'RECOVERY', sha256(?::text::bytea), sha256('name'), 'en', '', '', regain.now() + interval '15 minutes')
                            """).params(flow, flow).update();
            return sql.sql("insert into directory_write (flow_id, account_id, asked_at) values (?, ?, '2020-01-01')")
                    .params(flow, account(bo).value())
                    .update();
        });
        directory.reset(ana, Password.of(NEW).orElseThrow());
        settle();
        assertThat(text("select outcome from directory_write where outcome is not null"))
                .containsExactly("DONE");
    }

    @Test
    void nothingIsSaidWhileTheDirectoryDoesNotAnswer() {
        directory.reset(ana, Password.of(NEW).orElseThrow());
        directory.away(true);
        settle();
        assertThat(outcome()).isEqualTo("OPEN");
        directory.away(false);
        settle();
        assertThat(outcome()).isEqualTo("DONE");
    }
}
