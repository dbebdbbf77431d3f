package org.regain.law;

import static org.regain.law.Court.KEY;
import static org.regain.law.Court.bytes;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/// People whose passwords a directory keeps, and what is asked of the functions about them, as the web's role.
abstract class DirectoryScene {

    final Court court = Court.inSession();
    final JdbcClient app = court.app;

    DirectoryScene() throws SQLException {}

    /// Whose password in the directory was set at [#before], and who has claimed the account, unless it is unclaimed.
    final UUID inDirectory(String state, String... roles) {
        var account = court.account(state, roles);
        court.root("update account set claimed_at = regain.now() where id = ? and state <> 'UNCLAIMED'", account);
        var flow = court.root
                .sql("select flow_id from password where account_id = ?")
                .param(account)
                .query(UUID.class)
                .optional();
        court.root("delete from password where account_id = ?", account);
        court.root(
                "insert into directory_person (account_id, entry, changed_at) values (?, ?, ?::timestamptz)",
                account,
                account.toString(),
                before().toString());
        flow.ifPresent(it -> court.root(
                "insert into password (account_id, version, phc, flow_id) values (?, 1, ?, ?)",
                account,
                standIn(),
                it));
        return account;
    }

    static Instant before() {
        return Instant.parse("2026-01-05T09:00:00Z");
    }

    static Instant after() {
        return before().plus(1, ChronoUnit.DAYS);
    }

    /// Another each time.
    static String standIn() {
        var salt = salt();
        return "$directory$v=1$keyid=1$" + salt + "$"
                + Base64.getEncoder().withoutPadding().encodeToString(bytes("proof of " + salt));
    }

    static String salt() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 22);
    }

    /// What only the right password gives, of one of these.
    static byte[] proofOf(String standIn) {
        return ("proof of " + standIn.split("\\$", -1)[4]).getBytes(StandardCharsets.UTF_8);
    }

    final String begin(UUID flow, byte[] key, int saved) {
        return app.sql("select begin_directory_write(?, ?, ?, ?::timestamptz)")
                .params(flow, key, saved, before().toString())
                .query(String.class)
                .single();
    }

    final String begin(UUID flow) {
        return begin(flow, KEY, 0);
    }

    /// By who has seen the password of now.
    final String change(UUID change, UUID signIn, byte[] key, @Nullable Instant changedBefore) {
        var account = court.root
                .sql("select account_id from flow where id = ?")
                .param(signIn)
                .query(UUID.class)
                .single();
        return change(change, signIn, key, version(account), proofOf(court.password(account)), changedBefore);
    }

    final String change(
            UUID change, UUID signIn, byte[] key, int version, byte[] seen, @Nullable Instant changedBefore) {
        return app.sql("select begin_directory_change(?, ?, ?, ?, ?, ?, ?, cast(? as timestamptz), '', '')")
                .param(signIn)
                .param(key)
                .param(change)
                .param(bytes(change.toString()))
                .param(bytes("name"))
                .param(version)
                .param(seen)
                .param(changedBefore == null ? null : changedBefore.toString())
                .query(String.class)
                .single();
    }

    final String written(UUID flow, byte[]... savedMacs) {
        return app.sql("select result from directory_written(?, ?, ?, 'kept', ?::timestamptz)")
                .params(flow, standIn(), new SqlArrayValue("bytea", (Object[]) savedMacs), after().toString())
                .query(String.class)
                .single();
    }

    final void refused(UUID flow) {
        app.sql("select directory_refused(?)").param(flow).query((_, _) -> "").list();
    }

    /// Asked this very moment.
    final boolean found(UUID account, @Nullable Instant changedAt) {
        return found(account, changedAt, court.clock.instant());
    }

    final boolean found(UUID account, @Nullable Instant changedAt, Instant asked) {
        return app.sql("select directory_found(?, cast(? as timestamptz), ?::timestamptz)")
                .param(account)
                .param(changedAt == null ? null : changedAt.toString())
                .param(asked.toString())
                .query(Boolean.class)
                .single();
    }

    final String standing(UUID account, boolean there) {
        return app.sql("select directory_standing(?, ?)")
                .params(account, there)
                .query(String.class)
                .single();
    }

    /// Something that is open, here.
    final void signedIn(UUID account) {
        court.root(
                "insert into spring_session values (?, ?, 0, 0, 0, 0, ?)",
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString(),
                account.toString());
    }

    final boolean nothingIsOpen(UUID account) {
        return court.ask("select not exists (select from spring_session where principal_name = ?)", account.toString());
    }

    final int epoch(UUID account) {
        return number("select auth_epoch from account where id = ?", account);
    }

    /// Of the newest password; 0: none.
    final int version(UUID account) {
        return number("select coalesce(max(version), 0) from password where account_id = ?", account);
    }

    final int audited(UUID account, String kind) {
        return number(
                "select count(*)::integer from audit_event where account_id = ? and kind = ? and actor_id is null",
                account,
                kind);
    }

    final int told(UUID account, String kind) {
        return number("select count(*)::integer from announcement where account_id = ? and kind = ?", account, kind);
    }

    final int number(String question, Object... params) {
        return court.root.sql(question).params(params).query(Integer.class).single();
    }

    /// Whose is in a directory has a stand-in, and everybody else a hash; what was before that may be the other.
    final boolean everyPasswordIsInItsPlace() {
        return court.ask("""
                select not exists (
                    select from (select distinct on (account_id) * from password order by account_id, version desc) p
                    where is_stand_in(p.phc) <> exists (select from directory_person d where d.account_id = p.account_id))
                """);
    }
}
