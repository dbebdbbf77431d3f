package org.regain.recovery;

import org.regain.account.AccountId;
import org.regain.recovery.WalkModel.Person;
import org.regain.secret.SavedCode;
import org.regain.support.AuthenticatorApp;
import org.regain.support.SoftAuthenticator;
import org.regain.support.TestPeople;
import org.regain.verification.Method;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Who walks. Ana has a telephone beside her mailbox; Bo an app, and a telephone since yesterday; Adam, an administrator,
/// a passkey, and an app since yesterday. All have saved codes and are locked.
final class WalkPeople {

    static final String ANAS_NUMBER = "+34600000001";
    static final String BOS_NUMBER = "+34600000002";

    private final TestPeople people;
    private final JdbcClient root;
    private final String origin;

    WalkPeople(TestPeople people, JdbcClient root, String origin) {
        this.people = people;
        this.root = root;
        this.origin = origin;
    }

    Person person(AccountId id, String email, String password) {
        var person = new Person(id, email, email.startsWith("ana") ? 1 : 2, password);
        saveCodes(person);
        switch (email.substring(0, email.indexOf('@'))) {
            case "ana" -> people.addPhone(id, ANAS_NUMBER);
            case "bo" -> {
                person.app = AuthenticatorApp.with(people.addTotp(id).bytes());
                people.addPhone(id, BOS_NUMBER);
                person.recent.add(Method.SMS);
                quarantine("contact", "PHONE", id);
            }
            default -> {
                person.passkey = new SoftAuthenticator(SoftAuthenticator.Kind.ES256, origin);
                people.addPasskey(id, person.passkey);
                person.app = AuthenticatorApp.with(people.addTotp(id).bytes());
                person.recent.add(Method.TOTP);
                quarantine("authenticator", "TOTP", id);
            }
        }
        return person;
    }

    void saveCodes(Person person) {
        people.saveCodes(person.id).stream().map(SavedCode::text).forEach(person.savedCodes::add);
    }

    void lock(Person person) {
        root.sql("""
                        insert into regain.sign_in_guard (subject, account_id, failures, locked_until)
                        values (uuid_send(?), ?, 10, 'infinity') on conflict do nothing
                        """).params(person.id.value(), person.id.value()).update();
        person.locked = true;
    }

    /// Longer than any walk can make it wait.
    private void quarantine(String table, String kind, AccountId account) {
        root.sql("update regain." + table
                        + " set serves_from = regain.now() + interval '1000 days' where account_id = ? and kind = ?")
                .params(account.value(), kind)
                .update();
    }
}
