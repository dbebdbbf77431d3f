package org.regain.admin;

import java.util.Collection;
import java.util.UUID;
import javax.sql.DataSource;
import org.regain.account.Role;
import org.regain.sessions.Acting;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/// What an administrator does to somebody. Each is one function of the database, which derives who acts, judges whether they
/// may, writes it into the audit and has the person told, or does nothing at all.
@Repository
class Administration {

    private final JdbcClient sql;

    Administration(@Qualifier("adminDataSource") DataSource admin) {
        this.sql = JdbcClient.create(admin);
    }

    Done change(Acting by, UUID person, Standing change) {
        return done(
                sql.sql("select change_standing(:flow, :key, :person, :change, :source, :browser)")
                        .param("change", change.name()),
                by,
                person);
    }

    Done changeRoles(Acting by, UUID person, Collection<Role> roles) {
        return done(
                sql.sql("select change_roles(:flow, :key, :person, :roles, :source, :browser)")
                        .param(
                                "roles",
                                new SqlArrayValue(
                                        "text", roles.stream().map(Role::name).toArray())),
                by,
                person);
    }

    Done inviteAgain(Acting by, UUID person) {
        return done(sql.sql("select invite_again(:flow, :key, :person, :source, :browser)"), by, person);
    }

    private static Done done(StatementSpec statement, Acting by, UUID person) {
        return Done.valueOf(statement
                .param("flow", by.signIn().flow())
                .param("key", by.signIn().keyHash())
                .param("person", person)
                .param("source", by.origin().source())
                .param("browser", by.origin().browser())
                .query(String.class)
                .single());
    }
}
