package org.regain.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
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
        return sql.sql("""
                        select a.id, a.organisation_id, o.name as organisation, a.state, a.language,
                               (select shown from account_name n
                                where n.account_id = a.id and n.kind = 'USERNAME' and n.retired_at is null) as user_name,
                               array(select role from account_role r where r.account_id = a.id) as roles,
                               regain.has_second_factor(a.id) as second_factor,
                               regain.policy(a.organisation_id, 'PASSWORD_LENGTH') as length_alone,
                               regain.policy(a.organisation_id, 'PASSWORD_LENGTH_WITH_FACTOR') as length_with_factor,
                               k.id as contact, k.version, k.kind, k.address, k.confirmed_at is not null as confirmed
                        from account a
                                 join organisation o on o.id = a.organisation_id
                                 left join contact k on k.account_id = a.id and k.removed_at is null
                        where a.id = :id
                        order by k.created_at, k.id
                        """).param("id", id.value()).query(JdbcAccounts::account);
    }

    @Override
    public List<Contact> contacts(AccountId id) {
        return find(id).map(Account::contacts).orElse(List.of());
    }

    @Override
    public void speak(AccountId id, Language language) {
        sql.sql("update account set language = :language where id = :id")
                .param("language", language.tag())
                .param("id", id.value())
                .update();
    }

    /// One row a contact, or one without where there is none.
    private static Optional<Account> account(ResultSet row) throws SQLException {
        if (!row.next()) {
            return Optional.empty();
        }
        var id = new AccountId(row.getObject("id", UUID.class));
        var organisation = new OrganisationId(row.getObject("organisation_id", UUID.class));
        var organisationName = row.getString("organisation");
        var state = Account.State.valueOf(row.getString("state"));
        var language = Language.ofTag(row.getString("language")).orElseThrow();
        var userName = row.getString("user_name");
        var roles = roles((String[]) row.getArray("roles").getArray());
        var secondFactor = row.getBoolean("second_factor");
        var lengthAlone = row.getInt("length_alone");
        var lengthWithFactor = row.getInt("length_with_factor");
        var contacts = contacts(row);
        return Optional.of(new Account(
                id,
                organisation,
                organisationName,
                state,
                language,
                userName,
                roles,
                secondFactor,
                lengthAlone,
                lengthWithFactor,
                contacts));
    }

    private static List<Contact> contacts(ResultSet row) throws SQLException {
        var contacts = new ArrayList<Contact>();
        do {
            var id = row.getObject("contact", UUID.class);
            if (id != null) {
                contacts.add(new Contact(
                        id,
                        row.getInt("version"),
                        Contact.Kind.valueOf(row.getString("kind")),
                        row.getString("address"),
                        row.getBoolean("confirmed")));
            }
        } while (row.next());
        return List.copyOf(contacts);
    }

    private static Set<Role> roles(String[] names) {
        return Arrays.stream(names).map(Role::valueOf).collect(Collectors.toUnmodifiableSet());
    }
}
