package org.regain.law.histories;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.regain.support.TestPostgres;

/// A database whose time stands still until it is told, and one transaction in it, which is never committed. A step can be taken
/// back, time and all, so histories that begin alike need that beginning only once.
///
/// What is asked is asked as the role that asks it in real use; what is looked at, as the superuser.
final class Stage implements AutoCloseable {

    static final UUID ACCOUNT = id("the account");
    static final UUID ADMINISTRATOR = id("the administrator");
    private static final String BASE = "timestamptz '2026-01-05 12:00:00+00'";

    private final TestPostgres database = TestPostgres.fresh();
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private String role = "";
    private long now;
    private String bent = "";

    Stage() throws SQLException {
        connection = database.asSuperuser();
        run("set test.ahead = '0'");
        run("create or replace function regain.now() returns timestamptz language sql stable return " + BASE
                + " + make_interval(secs => current_setting('test.ahead')::float8)");
        connection.setAutoCommit(false);
    }

    /// From the next beginning on, one function of the law is another.
    void bend(String function, UnaryOperator<String> rule) {
        var right = ask("select pg_get_functiondef(oid) from pg_proc where proname = ?", function);
        bent = rule.apply(Objects.requireNonNull(right));
        if (bent.equals(right)) {
            throw new AssertionError("Nothing is bent in " + right);
        }
    }

    void begin() {
        if (!bent.isEmpty()) {
            run(bent);
        }
    }

    /// Whoever asks from here on: `regain_app`, `regain_admin`, or nobody in particular.
    void as(String asking) {
        if (!role.equals(asking)) {
            run(asking.isEmpty() ? "reset role" : "set local role " + asking);
            role = asking;
        }
    }

    void at(long seconds) {
        if (now != seconds) {
            ask("select set_config('test.ahead', ?, true)", Long.toString(seconds));
            now = seconds;
        }
    }

    /// The first column of the first row, as text; null where there is none.
    @Nullable
    String ask(String statement, @Nullable Object... params) {
        try {
            var sql = prepare(statement, params);
            if (!sql.execute()) {
                return Integer.toString(sql.getUpdateCount());
            }
            try (var rows = sql.getResultSet()) {
                return rows.next() ? rows.getString(1) : null;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    private PreparedStatement prepare(String statement, @Nullable Object... params) throws SQLException {
        var sql = prepared.get(statement);
        if (sql == null) {
            sql = connection.prepareStatement(statement);
            prepared.put(statement, sql);
        }
        for (var i = 0; i < params.length; i++) {
            switch (params[i]) {
                case byte[] bytes -> sql.setBytes(i + 1, bytes);
                case byte[][] many -> sql.setArray(i + 1, connection.createArrayOf("bytea", many));
                case UUID[] many -> sql.setArray(i + 1, connection.createArrayOf("uuid", many));
                case String[] many -> sql.setArray(i + 1, connection.createArrayOf("text", many));
                case null, default -> sql.setObject(i + 1, params[i]);
            }
        }
        return sql;
    }

    /// Where one can come back to.
    record Mark(Savepoint savepoint, String role, long now) {}

    Mark mark() {
        try {
            return new Mark(connection.setSavepoint(), role, now);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void backTo(Mark mark) {
        try {
            connection.rollback(mark.savepoint());
            connection.releaseSavepoint(mark.savepoint());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        role = mark.role();
        now = mark.now();
    }

    /// Nothing of this transaction was.
    void forget() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        role = "";
        now = 0;
    }

    void run(String statement) {
        try (var sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
        database.close();
    }

    static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    /// 32 bytes that stand for a hash or a MAC.
    static byte[] bytes(String name) {
        return sha256(name.getBytes(StandardCharsets.UTF_8));
    }

    static String hex(String name) {
        return HexFormat.of().formatHex(bytes(name));
    }

    /// What only the right password gives.
    static byte[] seen(String password) {
        return bytes("seen: " + password);
    }

    static String hash(String password) {
        var salt = hex(password).substring(0, 22);
        var tag = Base64.getEncoder().withoutPadding().encodeToString(sha256(seen(password)));
        return "$argon2id$v=19$m=19456,t=2,p=1,keyid=1$" + salt + "$" + tag;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
