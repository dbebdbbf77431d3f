package org.regain.attacks;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.regain.account.AccountId;
import org.regain.support.HttpBrowser;
import org.regain.support.RowDiff;
import org.regain.support.Scene;
import org.regain.support.TestPostgres;
import org.regain.web.RawHttp;
import org.springframework.beans.factory.annotation.Autowired;

/// What every attack has: a victim, an attacker with an account of their own, and the oracles.
abstract class Attack extends Scene {

    static final String VICTIM = "victoria@contoso.example";
    static final String VICTIMS_PASSWORD = "seven green bottles on a wall";
    static final String MALLORY = "mallory@contoso.example";
    static final String MALLORYS_PASSWORD = "quiet river under some glass";
    static final String NEW = "an entirely different phrase";

    /// What decides who gets in: of these nothing may change by an attack.
    static final List<String> PROTECTED = List.of(
            "account", "account_name", "account_role", "contact", "password", "saved_code", "known_device", "proof");

    @Autowired
    TestPostgres database;

    AccountId victim;
    AccountId mallory;

    @BeforeEach
    void peopleHaveAccounts() {
        victim = people.active(VICTIM, VICTIMS_PASSWORD);
        mallory = people.active(MALLORY, MALLORYS_PASSWORD);
    }

    RawHttp raw() {
        return new RawHttp(baseUrl);
    }

    RowDiff rows() {
        return RowDiff.of(database, PROTECTED);
    }

    /// Limits by source stand in the way of whoever has one address; an attacker has many.
    void fromManyAddresses() {
        people.run(sql -> sql.sql("delete from limit_count where name like '%_FROM_SOURCE'")
                .update());
    }

    /// The fields of a form of the page this browser is on: the hidden ones, and these.
    static Map<String, String> form(HttpBrowser browser, String action, Map<String, String> fields) {
        var all = browser.page().html().select("form[action=" + action + "] input[type=hidden]").stream()
                .collect(Collectors.toMap(it -> it.attr("name"), it -> it.attr("value"), (a, _) -> a));
        all.putAll(fields);
        return all;
    }

    /// A CSRF token that this browser may use.
    static String csrf(HttpBrowser browser) {
        return browser.get("/sign-in").field("_csrf");
    }

    /// A reply without what is random in every reply.
    static final Function<HttpBrowser.Page, String> SAMENESS = page -> page.status() + " " + page.path() + "\n"
            + page.response().headers().map().entrySet().stream()
                    .filter(it -> !List.of("date", "connection", "keep-alive").contains(it.getKey()))
                    .map(it -> it.getKey() + ": "
                            + it.getValue().stream()
                                    .map(value -> value.replaceAll("=[0-9a-z]{52};", "=RANDOM;"))
                                    .toList())
                    .sorted()
                    .collect(Collectors.joining("\n"))
            + "\n"
            + page.body()
                    .replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "name=\"_csrf\"")
                    .replaceAll("&quot;challenge&quot;:&quot;[^&]+&quot;", "");
}
