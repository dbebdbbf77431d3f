package org.regain.invite;

import com.fasterxml.uuid.NoArgGenerator;
import java.util.Optional;
import java.util.UUID;
import org.regain.account.AccountId;
import org.regain.account.Invitation;
import org.regain.account.OrganisationId;
import org.regain.account.OrganisationName;
import org.regain.secret.Token;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/// Organisations, new accounts and their claim links in PostgreSQL.
@Repository
class NewAccounts {

    private final JdbcClient sql;
    private final NoArgGenerator ids;

    NewAccounts(JdbcClient sql, NoArgGenerator ids) {
        this.sql = sql;
        this.ids = ids;
    }

    /// The organisation everything belongs to, once there is one.
    Optional<OrganisationId> organisation() {
        return sql.sql("select id from organisation order by created_at limit 1")
                .query(UUID.class)
                .optional()
                .map(OrganisationId::new);
    }

    OrganisationId addOrganisation(OrganisationName name) {
        var id = ids.generate();
        sql.sql("insert into organisation (id, name) values (:id, :name)")
                .param("id", id)
                .param("name", name.text())
                .update();
        return new OrganisationId(id);
    }

    /// Whether a global administrator has claimed their account: from then on they alone give roles, as `create_account` has it.
    boolean administered() {
        return sql.sql("""
                        select exists (select from account a join account_role r on r.account_id = a.id and r.role = 'GLOBAL_ADMIN'
                                       where a.claimed_at is not null)
                        """).query(Boolean.class).single();
    }

    Invited add(OrganisationId organisation, Invitation invitation) {
        var id = ids.generate();
        var user = invitation.userName();
        var roles = invitation.roles().stream().map(Enum::name).toArray();
        var result = sql.sql("""
                        select create_account(:id, :organisation, :language, :roles, :emailKey, :email, :contact,
                                              cast(:userKey as text), cast(:userShown as text), cast(:skeleton as text))
                        """)
                .param("id", id)
                .param("organisation", organisation.value())
                .param("language", invitation.language().tag())
                .param("roles", new SqlArrayValue("text", roles))
                .param("emailKey", invitation.email().key().text())
                .param("email", invitation.email().address())
                .param("contact", ids.generate())
                .param("userKey", user == null ? null : user.key().text())
                .param("userShown", user == null ? null : user.shown())
                .param("skeleton", user == null ? null : user.skeleton())
                .query(String.class)
                .single();
        return switch (result) {
            case "CREATED" -> new Invited.Created(new AccountId(id));
            case "LOOKS_ALIKE" -> new Invited.LooksAlike();
            case "NOT_ALLOWED" -> new Invited.NotAllowed();
            case String _ -> new Invited.NameTaken();
        };
    }

    /// Whether a directory keeps their password.
    boolean inDirectory(AccountId account) {
        return sql.sql("select entry_of(:account) is not null")
                .param("account", account.value())
                .query(Boolean.class)
                .single();
    }

    /// Keeps a claim link of an account nobody has claimed; false, and nothing done, for any other, and for people of a directory.
    boolean putLink(AccountId account, Token token) {
        return sql.sql("select put_claim_link(:account, :hash)")
                .param("account", account.value())
                .param("hash", token.hash())
                .query(Boolean.class)
                .single();
    }
}
