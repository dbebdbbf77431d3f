package org.regain.admin;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.regain.account.AccountId;
import org.regain.account.Role;
import org.regain.support.AuthenticatorApp;
import org.regain.support.Claimant;
import org.regain.support.FormBody;
import org.regain.support.HttpBrowser.Page;
import org.regain.support.Scene;
import org.regain.support.TestPostgres;
import org.springframework.beans.factory.annotation.Autowired;

/// An organisation with administrators and people, and the console.
abstract class ConsoleScene extends Scene {

    static final String MARTA = "marta.ruiz@contoso.example";
    static final String OMAR = "omar@contoso.example";
    static final String ANA = "ana@contoso.example";
    static final String PASSWORD = "seven green bottles on a wall";

    @Autowired
    protected TestPostgres database;

    AccountId marta;
    AccountId omar;
    AccountId ana;

    @BeforeEach
    void peopleHaveAccounts() {
        marta = people.active(MARTA, PASSWORD, Role.GLOBAL_ADMIN);
        omar = people.active(OMAR, PASSWORD, Role.USER_ADMIN);
        ana = people.active(ANA, PASSWORD, Role.SALES_AGENT);
    }

    /// Signed in with a password and an app, which is new each time.
    Claimant administrator(String name, AccountId account) {
        var app = AuthenticatorApp.with(people.addTotp(account).bytes());
        var who = somebody();
        who.signIn(name, PASSWORD);
        who.browser.submit("/sign-in/verify/code", "code", app.codeAt(clock.instant()));
        return who;
    }

    Claimant marta() {
        return administrator(MARTA, marta);
    }

    Claimant omar() {
        return administrator(OMAR, omar);
    }

    /// Marta, as the console asks when her sign-in is too old for what she does.
    void provesAgain(Claimant who) {
        var app = AuthenticatorApp.with(people.addTotp(marta).bytes());
        who.browser.get("/account/confirm?for=console");
        who.browser.submit("/account/confirm", "password", PASSWORD);
        who.browser.submit("/sign-in/verify/code", "code", app.codeAt(clock.instant()));
    }

    static String path(AccountId person) {
        return "/admin/people/" + person;
    }

    /// Whether the person's page offers it or not.
    static Page changes(Claimant who, AccountId person, String change) {
        return who.browser.post(
                "/admin/people/standing", Map.of("_csrf", csrf(who), "person", person.toString(), "change", change));
    }

    static String csrf(Claimant who) {
        return who.browser.get("/account/password").field("_csrf");
    }

    static Page changesRoles(Claimant who, AccountId person, String... roles) {
        var fields = new HashMap<>(Map.of("_csrf", csrf(who), "person", person.toString()));
        if (roles.length > 0) {
            fields.put("roles", String.join(FormBody.AGAIN, roles));
        }
        return who.browser.post("/admin/people/roles", fields);
    }

    String state(AccountId person) {
        return text("select state from account where id = ?", person.value());
    }

    String text(String query, UUID id) {
        var found = new String[1];
        people.run(sql -> {
            found[0] = sql.sql(query).param(id).query(String.class).single();
            return 0;
        });
        return found[0];
    }
}
