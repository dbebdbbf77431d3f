package org.regain.signin;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.regain.support.AuthenticatorApp;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser.Page;
import org.regain.support.RowDiff;
import org.regain.support.SoftAuthenticator;
import org.regain.support.SoftAuthenticator.Kind;
import org.regain.support.SoftAuthenticator.Words;
import org.regain.support.TestPostgres;
import org.springframework.beans.factory.annotation.Autowired;

/// Ana has something to show beside her password.
abstract class SecondFactorScene extends SignInScene {

    static final String HANDLE = "__Host-sign-in";
    static final String SESSION = "__Host-session";
    static final String DEVICE = "__Host-device";

    @Autowired
    TestPostgres database;

    AuthenticatorApp appOfAna() {
        return AuthenticatorApp.with(people.addTotp(account).bytes());
    }

    SoftAuthenticator passkeyOfAna() {
        var passkey = passkey();
        people.addPasskey(account, passkey);
        return passkey;
    }

    SoftAuthenticator passkey() {
        return new SoftAuthenticator(Kind.ES256, baseUrl.toString());
    }

    /// What the app shows at this moment.
    String shows(AuthenticatorApp app) {
        return app.codeAt(clock.instant());
    }

    static Page chooses(Claimant who, String method) {
        return who.browser.submit("/sign-in/verify/method", "method", method);
    }

    static Page answers(Claimant who, String code) {
        return who.browser.submit("/sign-in/verify/code", "code", code);
    }

    /// Answers the passkey page that this browser is on.
    static Page answers(Claimant who, SoftAuthenticator passkey) {
        return who.browser.submit("/sign-in/verify/passkey", "credential", passkey.get(options(who)));
    }

    /// "Sign in with a passkey", whatever page this browser was on.
    static Page signsIn(Claimant who, SoftAuthenticator passkey, Consumer<Words> lie) {
        who.browser.get("/sign-in");
        return who.browser.submit("/sign-in/passkey", "credential", passkey.get(options(who), lie));
    }

    static Page signsIn(Claimant who, SoftAuthenticator passkey) {
        return signsIn(who, passkey, _ -> {});
    }

    /// What the page asks a passkey.
    static String options(Claimant who) {
        return who.browser.page().html().select("[data-options]").attr("data-options");
    }

    /// The fields of a form of the page this browser is on, without what a person would fill in.
    static Map<String, String> form(Claimant who, String action) {
        var fields = new HashMap<String, String>();
        who.browser
                .page()
                .html()
                .select("form[action=" + action + "] input[type=hidden]")
                .forEach(it -> fields.put(it.attr("name"), it.attr("value")));
        return fields;
    }

    int sessions() {
        return count("select count(*) from spring_session");
    }

    List<String> events() {
        return database("select kind || coalesce(' ' || detail, '') from audit_event where account_id = '"
                + account.value() + "' order by at, id");
    }

    List<String> database(String query) {
        var found = new ArrayList<String>();
        people.run(sql -> {
            found.addAll(sql.sql(query).query(String.class).list());
            return 0;
        });
        return found;
    }

    /// What only a completed sign-in writes.
    RowDiff whatASignInLeaves() {
        return RowDiff.of(database, List.of("spring_session", "known_device"));
    }

    static void run(Connection connection, String statement) throws SQLException {
        try (var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    static String text(Connection connection, String query) throws SQLException {
        try (var sql = connection.createStatement();
                var rows = sql.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    static boolean refused(Connection connection, String statement) {
        try {
            run(connection, statement);
            return false;
        } catch (SQLException e) {
            return e.getSQLState().equals("42501");
        }
    }
}
