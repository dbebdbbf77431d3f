package org.regain.admin;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.regain.account.AccountId;
import org.regain.account.OrganisationId;
import org.regain.sessions.SignInRef;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Who may use the console. Asked at every request; nothing is kept.
@Repository
class Administrators {

    private final JdbcClient sql;

    Administrators(@Qualifier("adminDataSource") DataSource admin) {
        this.sql = JdbcClient.create(admin);
    }

    /// From when the console opens to this sign-in; empty where it is not only too new a method that keeps it closed.
    Optional<Instant> opensAt(SignInRef signIn) {
        return sql.sql("select console_opens_at(:flow, :key)")
                .param("flow", signIn.flow())
                .param("key", signIn.keyHash())
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /// Empty where the sign-in is not one of an administrator with two classes of proof.
    Optional<Administrator> of(SignInRef signIn) {
        return sql.sql("select * from console(:flow, :key)")
                .param("flow", signIn.flow())
                .param("key", signIn.keyHash())
                .query((row, _) -> new Administrator(
                        new AccountId(row.getObject("account_id", UUID.class)),
                        new OrganisationId(row.getObject("organisation_id", UUID.class)),
                        row.getBoolean("global"),
                        row.getBoolean("fresh")))
                .optional();
    }
}
