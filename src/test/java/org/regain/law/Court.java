package org.regain.law;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.support.RowDiff;
import org.regain.support.TestClock;
import org.regain.support.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.SqlArrayValue;

/// A database of a test's own in which rows are laid down as the superuser, and the functions called as the web's role.
final class Court {

    static final byte[] KEY = bytes("the browser's handle");
    /// What only the right password gives, of every hash here.
    static final byte[] SEEN = bytes("the right password and the pepper");
    private static final String TAG = Base64.getEncoder().withoutPadding().encodeToString(sha256(SEEN));
    static final String OLD = phc("m=19456,t=2,p=1,keyid=1", 'a');
    static final String NEW = phc("m=19456,t=2,p=1,keyid=1", 'b');
    static final byte[][] NONE = {};

    final TestPostgres database = TestPostgres.fresh();
    final TestClock clock = new TestClock().alsoShift(database);
    private final Connection appConnection;
    private final Connection rootConnection;
    final JdbcClient app;
    final JdbcClient root;

    private static final ThreadLocal<@Nullable Court> SHARED = new ThreadLocal<>();

    /// The one that all these tests of a thread share, with no rows in it but an organisation and the bounds of its policy, and the time as it is.
    static Court inSession() throws SQLException {
        var shared = SHARED.get();
        var court = shared == null ? new Court() : shared;
        SHARED.set(court);
        court.clear();
        return court;
    }

    private Court() throws SQLException {
        appConnection = database.asApp();
        rootConnection = database.asSuperuser();
        app = JdbcClient.create(new SingleConnectionDataSource(appConnection, true));
        root = JdbcClient.create(new SingleConnectionDataSource(rootConnection, true));
    }

    private void clear() {
        clock.reset();
        // The few rows there are, without what would follow from it: emptying every table by `truncate` makes each of their files anew.
        root("""
                do $$
                declare emptied name;
                begin
                    set local session_replication_role = replica;
                    for emptied in select tablename from pg_tables
                                   where schemaname = 'regain' and tablename not in ('flyway_schema_history', 'policy_setting') loop
                        execute format('delete from regain.%I', emptied);
                    end loop;
                end $$
                """);
        root("insert into organisation (id, name) values (?, 'Contoso Partners')", UUID.randomUUID());
    }

    /// Somebody with the password [#OLD] (nobody's while unclaimed), one address and these roles.
    UUID account(String state, String... roles) {
        var id = UUID.randomUUID();
        root("insert into account (id, organisation_id, state) select ?, id, ? from organisation", id, state);
        for (var role : roles) {
            root("insert into account_role values (?, ?)", id, role);
        }
        root(
                "insert into account_name (key, account_id, kind, shown, skeleton) values (?, ?, 'EMAIL', '', '')",
                "name of " + id,
                id);
        root(
                "insert into contact (id, account_id, kind, address, confirmed_at) values (?, ?, 'EMAIL', 'a@b.example', case when ? then regain.now() end)",
                UUID.randomUUID(),
                id,
                !state.equals("UNCLAIMED"));
        if (!state.equals("UNCLAIMED")) {
            root("insert into password (account_id, version, phc, flow_id) values (?, 1, ?, ?)", id, OLD, pastFlow(id));
        }
        return id;
    }

    private UUID pastFlow(UUID account) {
        var flow = UUID.randomUUID();
        root("""
                insert into flow (id, purpose, key_hash, account_id, name_mac, language, source, browser, expires_at, completed_at, outcome)
                values (?, 'CLAIM', ?, ?, ?, 'en', '', '', regain.now() + interval '1 minute', regain.now(), 'CLAIMED')
                """, flow, bytes(flow.toString()), account, bytes("name"));
        return flow;
    }

    /// An open flow with the handle [#KEY].
    UUID flow(String purpose, @Nullable UUID account) {
        return flow(purpose, account, KEY);
    }

    UUID flow(String purpose, @Nullable UUID account, byte[] key) {
        var flow = UUID.randomUUID();
        root("""
                insert into flow (id, purpose, key_hash, account_id, name_mac, language, source, browser, expires_at)
                values (?, ?, ?, ?, ?, 'en', '', '', regain.now() + interval '15 minutes')
                """, flow, purpose, key, account, bytes("name"));
        return flow;
    }

    /// A proof as answering would have written it.
    void prove(UUID flow, UUID account, String kind) {
        root("""
                insert into proof (flow_id, account_id, class, method, contact_id, contact_version)
                select ?, ?, ?, 'EMAIL', id, version from contact where account_id = ? and ? = 'ISSUED'
                union all select ?, ?, ?, case ? when 'SAVED' then 'SAVED_CODE' when 'PASSWORD' then null else ? end, null, null
                where ? <> 'ISSUED'
                """, flow, account, kind, account, kind, flow, account, kind, kind, kind, kind);
    }

    /// A sign-in by these classes of proof that was completed this very moment.
    UUID signedIn(UUID account, byte[] key, String... classes) {
        var flow = flow("SIGN_IN", account, key);
        for (var kind : classes) {
            prove(flow, account, kind);
        }
        root("""
                update flow set completed_at = regain.now(), outcome = 'SIGNED_IN',
                                auth_epoch = (select auth_epoch from account where id = ?)
                where id = ?
                """, account, flow);
        return flow;
    }

    /// A recovery that needs nothing but its ending.
    UUID provenRecovery(UUID account) {
        var flow = flow("RECOVERY", account);
        prove(flow, account, "ISSUED");
        return flow;
    }

    /// An authenticator app, whose codes nobody can compute.
    UUID app(UUID account) {
        var app = UUID.randomUUID();
        root("""
                insert into authenticator (id, account_id, kind, name, confirmed_at, serves_from)
                values (?, ?, 'TOTP', 'App', regain.now(), regain.now())
                """, app, account);
        root("insert into totp (authenticator_id, sealed) values (?, ?)", app, bytes("sealed"));
        return app;
    }

    String finishReset(UUID flow, byte[] key, byte[]... savedMacs) {
        return app.sql("select result from finish_reset(?, ?, ?, true, ?)")
                .params(flow, key, unused(), new SqlArrayValue("bytea", (Object[]) savedMacs))
                .query(String.class)
                .single();
    }

    String finishUnlock(UUID flow, byte[] key, int version, byte[]... savedMacs) {
        return app.sql("select finish_unlock(?, ?, ?, ?, ?)")
                .params(flow, key, version, SEEN, new SqlArrayValue("bytea", (Object[]) savedMacs))
                .query(String.class)
                .single();
    }

    String finishClaim(UUID flow, byte[] key) {
        return app.sql("select finish_claim(?, ?, ?, true, ?)")
                .params(flow, key, unused(), new SqlArrayValue("bytea", (Object[])
                        new byte[][] {bytes("saved 1"), bytes("saved 2")}))
                .query(String.class)
                .single();
    }

    /// [#NEW], and where that stands in a row already, another: no hash is a new password twice.
    String unused() {
        return ask("select exists (select from password where phc = ?)", NEW)
                ? NEW.replace(
                        "b".repeat(22),
                        UUID.randomUUID().toString().replace("-", "").substring(0, 22))
                : NEW;
    }

    /// What the password of this account is now.
    String password(UUID account) {
        return root.sql("select version || ' ' || phc from password where account_id = ? order by version desc limit 1")
                .param(account)
                .query(String.class)
                .single();
    }

    int root(String statement, @Nullable Object... params) {
        return root.sql(statement).params(java.util.Arrays.asList(params)).update();
    }

    boolean ask(String question, @Nullable Object... params) {
        return Boolean.TRUE.equals(root.sql(question)
                .params(java.util.Arrays.asList(params))
                .query(Boolean.class)
                .single());
    }

    void pass(Duration time) {
        clock.advance(time);
    }

    RowDiff rows() {
        return RowDiff.of(database);
    }

    /// 32 bytes that stand for a hash or a MAC.
    static byte[] bytes(String of) {
        return sha256(of.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A hash with these parameters, well formed, whose right password shows itself by [#SEEN].
    static String phc(String parameters, char salt) {
        return "$argon2id$v=19$" + parameters + "$" + String.valueOf(salt).repeat(22) + "$" + TAG;
    }
}
