package org.regain.readiness;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.account.Contact;
import org.regain.verification.Method;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/// What people have registered. Reading only.
@Repository
class OwnedRows {

    private final JdbcClient sql;

    OwnedRows(JdbcClient sql) {
        this.sql = sql;
    }

    /// What each of them has registered, in two queries however many there are.
    Map<AccountId, Owned> of(Collection<AccountId> accounts) {
        var ids = new SqlArrayValue(
                "uuid", accounts.stream().map(AccountId::value).toArray());
        var methods = methods(ids);
        return sql
                .sql("""
                        select a.id,
                               (select count(*) from saved_code c where c.account_id = a.id and c.used_at is null
                                and c.retired_at is null) as codes_left,
                               (select min(proves_from(c.serves_from, c.set_aside_at)) from saved_code c where c.account_id = a.id and c.used_at is null
                                and c.retired_at is null) as codes_serve_from,
                               (select max(c.created_at) from saved_code c where c.account_id = a.id
                                and c.retired_at is null) as codes_made_at,
                               (select max(p.created_at) from password p where p.account_id = a.id) as password_at,
                               case when policy(a.organisation_id, 'RECOVERY_PROOFS') = 2
                                      or a.two_since is not null
                                      or exists (select from account_role r where r.account_id = a.id
                                                 and r.role = any (console_roles())) then 'infinity'
                                    else (select max(x.removed_at) + factor_memory() from authenticator x
                                          where x.account_id = a.id and x.confirmed_at is not null) end as two_until,
                               regain.now() as now,
                               policy(a.organisation_id, 'WAITING_HOURS') as waiting_hours,
                               a.checks_put_off
                        from account a where a.id = any (:accounts)
                        """)
                .param("accounts", ids)
                .query((row, _) -> {
                    var account = new AccountId(row.getObject("id", UUID.class));
                    return Map.entry(account, owned(row, methods.getOrDefault(account, List.of())));
                })
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Map<AccountId, List<OwnMethod>> methods(SqlArrayValue accounts) {
        return sql
                .sql("""
                        select k.account_id, k.id, method_of(k.kind) as way, k.kind, k.address as name,
                               k.version, k.confirmed_at, k.last_used_at,
                               proves_from(k.serves_from, k.set_aside_at) as serves_from, false as backed_up,
                               '{}'::text[] as transports
                        from contact k
                        where k.account_id = any (:accounts) and k.confirmed_at is not null and k.removed_at is null
                        union all
                        select a.account_id, a.id, a.kind, a.kind, a.name, 0, a.confirmed_at, a.last_used_at,
                               proves_from(a.serves_from, a.set_aside_at),
                               coalesce(p.backed_up, false), coalesce(p.transports, '{}')
                        from authenticator a left join passkey p on p.authenticator_id = a.id
                        where a.account_id = any (:accounts) and a.confirmed_at is not null and a.removed_at is null
                        order by confirmed_at, id
                        """)
                .param("accounts", accounts)
                .query((row, _) -> Map.entry(new AccountId(row.getObject("account_id", UUID.class)), method(row)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static Owned owned(ResultSet row, List<OwnMethod> methods) throws SQLException {
        var made = instant(row, "codes_made_at");
        var left = row.getInt("codes_left");
        var from = servesFrom(row, "codes_serve_from");
        return new Owned(
                methods,
                made == null ? null : new Owned.Codes(left, made, from == null ? made : from),
                row.getTimestamp("password_at").toInstant(),
                twoUntil(row),
                row.getInt("waiting_hours"),
                row.getInt("checks_put_off"));
    }

    /// Null where nothing asks for two anyway.
    private static @Nullable Instant twoUntil(ResultSet row) throws SQLException {
        var until = row.getObject("two_until", OffsetDateTime.class);
        if (until == null || until.isBefore(row.getObject("now", OffsetDateTime.class))) {
            return null;
        }
        return until.equals(OffsetDateTime.MAX) ? Instant.MAX : until.toInstant();
    }

    private static OwnMethod method(ResultSet row) throws SQLException {
        var way = Method.valueOf(row.getString("way"));
        var id = row.getObject("id", UUID.class);
        var from = Objects.requireNonNull(servesFrom(row, "serves_from"));
        var transports = List.of((String[]) row.getArray("transports").getArray());
        var contact = way.sent()
                ? new Contact(
                        id,
                        row.getInt("version"),
                        Contact.Kind.valueOf(row.getString("kind")),
                        row.getString("name"),
                        true)
                : null;
        return new OwnMethod(
                id,
                contact == null ? row.getString("name") : contact.shown(),
                row.getTimestamp("confirmed_at").toInstant(),
                instant(row, "last_used_at"),
                way == Method.PASSKEY
                        ? Held.passkey(from, row.getBoolean("backed_up"), transports)
                        : Held.of(way, from),
                contact);
    }

    /// PostgreSQL's infinity is [Held#NEVER].
    private static @Nullable Instant servesFrom(ResultSet row, String column) throws SQLException {
        var from = row.getObject(column, OffsetDateTime.class);
        return from == null ? null : from.equals(OffsetDateTime.MAX) ? Held.NEVER : from.toInstant();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
