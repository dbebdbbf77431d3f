package org.regain.methods;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.regain.account.AccountId;
import org.regain.support.AuthenticatorApp;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser.Page;
import org.regain.support.RowDiff;
import org.regain.support.Scene;
import org.regain.support.SoftAuthenticator;
import org.regain.support.SoftAuthenticator.Kind;
import org.regain.support.TestPostgres;
import org.springframework.beans.factory.annotation.Autowired;

/// Ana has an account with one address, knows her password, and looks after her sign-in methods.
abstract class MethodsScene extends Scene {

    static final String ANA = "ana@contoso.example";
    static final String OTHER = "ana@home.example";
    static final String PASSWORD = "seven green bottles on a wall";
    static final String NEW = "an entirely different phrase";
    static final Duration QUARANTINE = Duration.ofDays(3);

    /// Whatever is somebody's.
    private static final List<String> THEIRS =
            List.of("account", "account_name", "contact", "authenticator", "totp", "passkey", "saved_code", "password");

    @Autowired
    TestPostgres database;

    AccountId account;
    Claimant ana;

    @BeforeEach
    void anaHasAnAccount() {
        account = people.active(ANA, PASSWORD);
        ana = somebody();
    }

    /// With a proof as fresh as can be.
    Page signIn() {
        return ana.signIn(ANA, PASSWORD);
    }

    Page methods() {
        return ana.browser.get("/account/methods");
    }

    Page add(String method) {
        methods();
        return ana.browser.submit("/account/methods/add", "method", method);
    }

    /// Up to the code that was sent there.
    String codeForAddress(String address) throws InterruptedException {
        add("EMAIL");
        return ana.codeMailedTo(address, () -> ana.browser.submit("/account/methods/email", "address", address));
    }

    Page addAddress(String address) throws InterruptedException {
        return typeCode(codeForAddress(address));
    }

    Page typeCode(String code) {
        return ana.browser.submit("/account/try", "code", code);
    }

    /// An app that has taken the key of the page this browser is on.
    AuthenticatorApp appWithTheKeyShown() {
        return AuthenticatorApp.typed(
                ana.browser.page().html().select(".key code").text());
    }

    AuthenticatorApp addApp() {
        add("TOTP");
        var app = appWithTheKeyShown();
        confirmApp(app.codeAt(clock.instant()));
        return app;
    }

    Page confirmApp(String code) {
        return ana.browser.submit("/account/methods/totp", "name", "", "code", code);
    }

    SoftAuthenticator passkey() {
        return new SoftAuthenticator(Kind.ES256, baseUrl.toString());
    }

    SoftAuthenticator addPasskey() {
        add("PASSKEY");
        var passkey = passkey();
        ana.browser.submit("/account/methods/passkey", "name", "", "credential", passkey.create(options()));
        return passkey;
    }

    /// What the page asks a passkey.
    String options() {
        return ana.browser.page().html().select("[data-options]").attr("data-options");
    }

    List<String> addCodes() {
        return add("SAVED_CODE").html().select(".keep li code").eachText();
    }

    Page remove(UUID method) {
        methods();
        return post("/account/methods/remove", Map.of("id", method.toString()));
    }

    /// Posts these fields with the CSRF token of the page this browser is on.
    Page post(String path, Map<String, String> fields) {
        var all = new java.util.HashMap<>(fields);
        all.put("_csrf", ana.browser.page().field("_csrf"));
        return ana.browser.post(path, all);
    }

    /// The row of the address, app or passkey that was registered last.
    UUID newest(String table) {
        return UUID.fromString(
                texts("select id::text from " + table + " where account_id = ? order by created_at desc limit 1")
                        .getFirst());
    }

    UUID addressRow(String address) {
        return UUID.fromString(
                texts("select id::text from contact where account_id = ? and address = '" + address + "'")
                        .getFirst());
    }

    /// Of Ana, whose account fills the one place.
    List<String> texts(String query) {
        var found = new ArrayList<String>();
        people.run(sql -> {
            found.addAll(
                    sql.sql(query).param(account.value()).query(String.class).list());
            return 0;
        });
        return found;
    }

    int count(String query) {
        return Integer.parseInt(texts("select count(*)::text from " + query).getFirst());
    }

    List<String> events() {
        return texts("select kind || coalesce(' ' || detail, '') from audit_event where account_id = ?"
                + " and kind like 'METHOD%' order by at, id");
    }

    /// Everybody's rows, and how many messages there were.
    record Before(RowDiff rows, int messages) {}

    Before rows() {
        return new Before(RowDiff.of(database, THEIRS), messages());
    }

    void nothingChangedSince(Before before) {
        assertThat(before.rows().since(database)).isEmpty();
        assertThat(messages()).isEqualTo(before.messages());
    }

    private int messages() {
        return people.run(sql ->
                sql.sql("select count(*) from outbox").query(Integer.class).single());
    }

    /// The subjects of what has come to this address, oldest first, once there are so many.
    List<String> subjects(String address, int atLeast) throws Exception {
        mail.await(address, atLeast);
        var subjects = new ArrayList<String>();
        for (var one : mail.to(address)) {
            subjects.add(one.getSubject());
        }
        return subjects;
    }
}
