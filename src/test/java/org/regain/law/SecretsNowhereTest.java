package org.regain.law;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser.Page;
import org.regain.support.RegainTest;
import org.regain.support.RowDiff;
import org.regain.support.TestMail;
import org.regain.support.TestPeople;
import org.regain.support.TestPostgres;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/// What a person types, is sent or carries as a cookie stands nowhere afterwards: in no row, in no line of any log at its
/// most talkative, on no page but the one that is there to show it.
@RegainTest
@Isolated
class SecretsNowhereTest {

    private static final String NEW_HERE = "new.here@contoso.example";
    private static final List<String> PASSWORDS = List.of(
            "first chosen while claiming",
            "then changed while signed in",
            "and again by a mailed code",
            "at last by a saved code",
            "never right for anybody here");

    @Autowired
    TestPeople people;

    @Autowired
    TestPostgres database;

    @Autowired
    TestMail mail;

    @Value("${regain.base-url}")
    URI baseUrl;

    private final Set<String> secrets = new LinkedHashSet<>(PASSWORDS);
    private final List<Page> pages = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private Claimant person;

    @SuppressWarnings("NullAway.Init")
    private TalkativeLogs logs;

    @BeforeEach
    void listen() {
        people.unclaimed(NEW_HERE);
        person = new Claimant(baseUrl, mail);
        logs = new TalkativeLogs();
    }

    @AfterEach
    void stopListening() {
        logs.close();
    }

    @Test
    void noSecretOfAWholeLifeStandsAnywhere() throws Exception {
        claim();
        signInAndChange();
        recoverByMail();
        recoverBySavedCode();
        sayItWasNotMe();
        assertThat(secrets).hasSizeGreaterThan(20);
        var lines = logs.said();
        logs.close();
        assertThat(lines).anyMatch(line -> line.startsWith("TRACE"));
        assertThat(found(lines)).as("in the logs").isEmpty();
        assertThat(found(rows())).as("in the rows").isEmpty();
        assertThat(found(pages.stream().map(Page::body).toList()))
                .as("on the pages")
                .isEmpty();
    }

    private void claim() throws Exception {
        see(person.beginRecovery(NEW_HERE, "FORGOTTEN"));
        see(person.askForCode());
        var link = secret(Claimant.tokenFrom(mail.await(NEW_HERE, 1)));
        see(person.browser.get("/claim"));
        var code = secret(person.codeMailedTo(NEW_HERE, () -> see(person.browser.submit("/claim", "token", link))));
        see(person.browser.submit("/claim/code", "code", wrong(code)));
        see(person.browser.submit("/claim/code", "code", code));
        keepCodes(person.browser.submit(
                "/claim/password", "newPassword", PASSWORDS.get(0), "confirmation", PASSWORDS.get(0)));
    }

    private void signInAndChange() {
        see(person.signIn(NEW_HERE, PASSWORDS.get(4)));
        assertThat(see(person.signIn(NEW_HERE, PASSWORDS.get(0))).heading()).isEqualTo("Your account");
        see(person.browser.get("/account/password"));
        see(change(PASSWORDS.get(4)));
        assertThat(see(change(PASSWORDS.get(0))).heading()).isEqualTo("Your account");
    }

    private Page change(String current) {
        return person.browser.submit(
                "/account/password",
                "currentPassword",
                current,
                "newPassword",
                PASSWORDS.get(1),
                "confirmation",
                PASSWORDS.get(1));
    }

    private void recoverByMail() throws Exception {
        see(person.beginRecovery(NEW_HERE, "FORGOTTEN"));
        var code = secret(person.codeMailedTo(NEW_HERE, () -> see(person.askForCode())));
        see(person.typeCode(wrong(code)));
        see(person.typeCode(code));
        see(person.browser.submit(
                "/recover/new-password", "newPassword", PASSWORDS.get(2), "confirmation", PASSWORDS.get(4)));
        assertThat(see(person.choosePassword(PASSWORDS.get(2))).heading()).isEqualTo("Your password has been reset");
    }

    private void recoverBySavedCode() {
        see(person.beginRecovery(NEW_HERE, "KNOWN"));
        see(person.browser.submit("/recover/verify/method", "method", "SAVED_CODE"));
        see(person.browser.submit("/recover/verify/code", "code", savedCode));
        see(person.enterExisting(PASSWORDS.get(4)));
        keepCodes(person.enterExisting(PASSWORDS.get(2)));
        assertThat(person.browser.page().heading()).isEqualTo("Your account is unlocked");
    }

    private void sayItWasNotMe() throws Exception {
        var token = Claimant.tokenFrom(mail.about(NEW_HERE, "Your account is unlocked"));
        mail.to(NEW_HERE).stream()
                .filter(it -> Claimant.textOf(it).contains("/not-me#"))
                .map(Claimant::tokenFrom)
                .forEach(this::secret);
        see(person.browser.get("/not-me"));
        see(person.browser.submit("/not-me", "token", token));
        see(person.browser.submit("/not-me", "token", token));
    }

    private String savedCode = "";

    /// The one page that shows saved codes; it may show nothing else.
    private void keepCodes(Page page) {
        var codes = page.html().select("ol code").eachText();
        assertThat(codes).as(page.heading() + " " + page.refusal()).isNotEmpty();
        assertThat(found(List.of(page.body()))).isEmpty();
        savedCode = codes.getFirst();
        codes.forEach(code -> {
            secret(code);
            secret(code.replaceAll("[^0-9A-Za-z]", ""));
        });
        person.browser.cookies().forEach((name, value) -> secret(value));
    }

    private Page see(Page page) {
        pages.add(page);
        person.browser.cookies().entrySet().stream()
                .filter(cookie -> cookie.getKey().startsWith("__Host-")
                        && !cookie.getKey().contains("lang"))
                .forEach(cookie -> secret(cookie.getValue()));
        return page;
    }

    private String secret(String secret) {
        if (secret.length() >= 8) {
            secrets.add(secret);
        }
        if (secret.matches("\\d{8}")) {
            secrets.add(secret.substring(0, 4) + " " + secret.substring(4));
        }
        return secret;
    }

    private String wrong(String code) {
        return secret(code.substring(0, 7) + (code.charAt(7) == '0' ? '1' : '0'));
    }

    private List<String> rows() {
        return RowDiff.of(database).tables().entrySet().stream()
                .flatMap(table -> table.getValue().stream().map(row -> table.getKey() + ": " + row))
                .toList();
    }

    /// Where a secret stands, as itself, in a form, or as hex; shortened, and without saying which it is.
    private List<String> found(List<String> texts) {
        var forms = secrets.stream()
                .flatMap(it -> Stream.of(
                        it,
                        it.replace(' ', '+'),
                        it.replace(" ", "%20"),
                        HexFormat.of().formatHex(it.getBytes(UTF_8))))
                .collect(Collectors.toSet());
        return texts.stream()
                .filter(text -> forms.stream().anyMatch(text::contains))
                .map(text -> text.substring(0, Math.min(text.length(), 250)))
                .distinct()
                .toList();
    }
}
