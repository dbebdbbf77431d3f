package org.regain.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcAccounts implements Accounts {

    private final JdbcClient sql;

    JdbcAccounts(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public Optional<AccountId> named(NameKey name) {
        return sql.sql("select account_id from account_name where key = :key and retired_at is null")
                .param("key", name.text())
                .query(UUID.class)
                .optional()
                .map(AccountId::new);
    }

    @Override
    public Optional<Account> find(AccountId id) {
        var contacts = contacts(id);
        return sql.sql("""
                        select a.id, a.organisation_id, o.name as organisation, a.state, a.language,
                               (select shown from account_name n
                                where n.account_id = a.id and n.kind = 'USERNAME' and n.retired_at is null) as user_name,
                               array(select role from account_role r where r.account_id = a.id) as roles
                        from account a join organisation o on o.id = a.organisation_id
                        where a.id = :id
                        """)
                .param("id", id.value())
                .query((row, _) -> account(row, contacts))
                .optional();
    }

    @Override
    public List<Contact> contacts(AccountId id) {
        return sql.sql("""
                        select id, version, address, confirmed_at is not null as confirmed from contact
                        where account_id = :account and removed_at is null
                        order by created_at, id
                        """)
                .param("account", id.value())
                .query((row, _) -> new Contact(
                        row.getObject("id", UUID.class),
                        row.getInt("version"),
                        row.getString("address"),
                        row.getBoolean("confirmed")))
                .list();
    }

    @Override
    public void speak(AccountId id, Language language) {
        sql.sql("update account set language = :language where id = :id")
                .param("language", language.tag())
                .param("id", id.value())
                .update();
    }

    private static Account account(ResultSet row, List<Contact> contacts) throws SQLException {
        return new Account(
                new AccountId(row.getObject("id", UUID.class)),
                new OrganisationId(row.getObject("organisation_id", UUID.class)),
                row.getString("organisation"),
                Account.State.valueOf(row.getString("state")),
                Language.ofTag(row.getString("language")).orElseThrow(),
                row.getString("user_name"),
                roles((String[]) row.getArray("roles").getArray()),
                contacts);
    }

    private static Set<Role> roles(String[] names) {
        return Arrays.stream(names).map(Role::valueOf).collect(Collectors.toUnmodifiableSet());
    }
}
