package org.regain.admin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.regain.account.Account;
import org.regain.account.Language;
import org.regain.account.OrganisationId;
import org.regain.account.Role;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The people of one organisation, as its administrators see them. Reading only.
@Repository
class People {

    /// Everybody has exactly one name of the kind `EMAIL`, so its key puts them in an order.
    private static final String LINE = """
        select a.id, a.state, a.language, e.key, e.shown as sign_in_name,
               coalesce((select u.shown from account_name u where u.account_id = a.id and u.kind = 'USERNAME'
                         order by u.retired_at desc nulls first limit 1), e.shown) as name,
               array(select role from account_role r where r.account_id = a.id order by role) as roles,
               (select r.state from readiness r where r.account_id = a.id) as readiness
        from account a join account_name e on e.account_id = a.id and e.kind = 'EMAIL'
        where a.organisation_id = :organisation
        """;

    private final JdbcClient sql;

    People(@Qualifier("adminDataSource") DataSource admin) {
        this.sql = JdbcClient.create(admin);
    }

    /// In the order of their addresses.
    ///
    /// @param most so many at most
    List<PersonLine> list(OrganisationId organisation, PeopleFilter filter, int most) {
        return sql.sql(LINE + conditions(filter) + " and e.key > :after order by e.key limit :most")
                .param("organisation", organisation.value())
                .param("pattern", filter.pattern())
                .param("state", name(filter.state()), Types.VARCHAR)
                .param("role", name(filter.role()), Types.VARCHAR)
                .param("readiness", name(filter.readiness()), Types.VARCHAR)
                .param("after", filter.after() == null ? "" : filter.after())
                .param("most", most)
                .query((row, _) -> line(row))
                .list();
    }

    /// Empty for somebody of another organisation too.
    Optional<PersonLine> find(OrganisationId organisation, UUID id) {
        return sql.sql(LINE + " and a.id = :id")
                .param("organisation", organisation.value())
                .param("id", id)
                .query((row, _) -> line(row))
                .optional();
    }

    /// How many there are in each state.
    Map<Account.State, Integer> counts(OrganisationId organisation) {
        var counts = new EnumMap<Account.State, Integer>(Account.State.class);
        sql.sql(
                        "select state, count(*)::integer as many from account where organisation_id = :organisation group by state")
                .param("organisation", organisation.value())
                .query((row, _) -> counts.put(Account.State.valueOf(row.getString("state")), row.getInt("many")))
                .list();
        return counts;
    }

    private static String conditions(PeopleFilter filter) {
        var conditions = new StringBuilder();
        if (!filter.q().isEmpty()) {
            // All names are read once; looked for person by person, a name that few have would take minutes to page through.
            conditions.append("""
                 and a.id in (with hit as materialized (select n.account_id from account_name n where n.key like :pattern)
                              select account_id from hit)""");
        }
        if (filter.state() != null) {
            conditions.append(" and a.state = :state");
        }
        if (filter.role() != null) {
            conditions.append(" and exists (select from account_role r where r.account_id = a.id and r.role = :role)");
        }
        if (filter.readiness() != null) {
            conditions.append(
                    " and exists (select from readiness r where r.account_id = a.id and r.state = :readiness)");
        }
        return conditions.toString();
    }

    private static PersonLine line(ResultSet row) throws SQLException {
        var readiness = row.getString("readiness");
        var state = Account.State.valueOf(row.getString("state"));
        return new PersonLine(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("sign_in_name"),
                state,
                Language.ofTag(row.getString("language")).orElseThrow(),
                Arrays.stream((String[]) row.getArray("roles").getArray())
                        .map(Role::valueOf)
                        .sorted()
                        .toList(),
                readiness == null || state != Account.State.ACTIVE ? null : PeopleFilter.Ready.valueOf(readiness),
                row.getString("key"));
    }

    private static @Nullable String name(@Nullable Enum<?> one) {
        return one == null ? null : one.name();
    }
}
