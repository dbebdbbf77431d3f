package org.regain.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.limits.Limit;
import org.regain.support.TestPostgres;
import org.regain.verification.IssuedCodes;
import org.regain.verification.Totp;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// Numbers in the words of pages and messages: none that an organisation may choose, and of those that the code holds, the
/// right ones.
class PolicyWordsTest {

    /// How the usual hours of a new method are said: an organisation may make two weeks of them.
    private static final Pattern THREE_DAYS =
            Pattern.compile("(?i)\\b(three|3) days|\\b72 hours|\\b(tres|3) días|\\b72 horas|(三|3) ?[天日]|72 ?(个)?小时");

    /// Three days that nobody chooses: of the ratchet, and of an invitation.
    private static final Set<String> FIXED = Set.of(
            "announcement.policy-loosened.next",
            "announcement.portal-narrowed.next",
            "announcement.portal-widening-approved.happened",
            "announcement.portal-widening-proposed.next",
            "done.POLICY_LOOSENING_APPROVED",
            "done.PORTAL_WIDENING_APPROVED",
            "portals.add.lead",
            "portals.help",
            "portals.more.text",
            "portals.secret.proposed",
            "refusal.portal.NOT_ALLOWED",
            "policy.lead",
            "policy.waiting.own",
            "policy.waiting.second",
            "refusal.policy.NOT_ALLOWED",
            "why.INVITATION_OVER.send");

    /// How long a session lasts and a proof is fresh, where it is said as a number.
    private static final Pattern SESSION =
            Pattern.compile("(?i)\\b(twelve|12) hours|\\b(doce|12) horas|(十二|12) ?(个)?小时");

    @ParameterizedTest
    @ValueSource(strings = {"", "_es", "_zh_CN"})
    void c21_noTextSaysANumberThatAnOrganisationMayChoose(String language) {
        var words = words(language);
        var said = new TreeSet<String>();
        for (var key : words.stringPropertyNames()) {
            if (THREE_DAYS.matcher(words.getProperty(key)).find()) {
                said.add(key);
            }
            assertThat(SESSION.matcher(words.getProperty(key)).find()).as(key).isFalse();
        }
        assertThat(FIXED).containsAll(said);
    }

    @Test
    void c21_noPageSaysOneBesideItsWords() throws IOException {
        try (var pages = Files.walk(Path.of("src/main/resources/templates"))) {
            assertThat(pages.filter(Files::isRegularFile)
                            .filter(page -> THREE_DAYS.matcher(text(page)).find()))
                    .isEmpty();
        }
    }

    /// Every sentence that says a number of the code's or the law's, in each language.
    @ParameterizedTest
    @CsvSource({
        "over.EXPIRED.text, FLOW",
        "aside.later, FLOW",
        "refusal.sign-in.over, PROOF",
        "code.sent, 'DIGITS CODE'",
        "text.sent, 'DIGITS CODE'",
        "code.sent-to, 'DIGITS CODE'",
        "text.sent-to, 'DIGITS CODE'",
        "claim-code.sent, 'DIGITS CODE'",
        "refusal.code.expired, CODE",
        "refusal.code.form, DIGITS",
        "method.EMAIL.then, DIGITS",
        "method.SMS.then, DIGITS",
        "refusal.app-code.form, APP",
        "app.lead, APP",
        "add-totp.code, APP",
        "second.TOTP.then, APP",
        "code.limit, SOON",
        "text.limit, SOON",
        "code.share, DAY",
        "contact.limit.EMAIL, CONFIRMATIONS",
        "contact.limit.PHONE, CONFIRMATIONS",
    })
    void c21_whatTheCodeHoldsIsWhatIsSaid(String key, String names) {
        var held = Arrays.stream(names.split(" ")).flatMap(this::held).toList();
        for (var language : new String[] {"", "_es", "_zh_CN"}) {
            var said = Pattern.compile("\\d+")
                    .matcher(words(language).getProperty(key).replaceAll("\\{\\d\\}", ""))
                    .results()
                    .map(found -> Long.valueOf(found.group()))
                    .toList();
            assertThat(said).as(key + language).containsExactlyInAnyOrderElementsOf(held);
        }
    }

    private Stream<Long> held(String name) {
        return switch (name) {
            case "FLOW" -> Stream.of(minutes("flow_life"));
            case "PROOF" -> Stream.of(minutes("proof_life"));
            case "CODE" -> Stream.of(minutes("challenge_life"));
            case "DIGITS" -> Stream.of((long) IssuedCodes.DIGITS);
            case "APP" -> Stream.of((long) Totp.DIGITS);
            case "SOON" ->
                Stream.of(
                        (long) Limit.MESSAGES_SOON.most(),
                        Limit.MESSAGES_SOON.window().toMinutes());
            case "DAY" ->
                Stream.of(
                        (long) Limit.MESSAGES_A_DAY.most(),
                        Limit.MESSAGES_A_DAY.window().toHours());
            default ->
                Stream.of(
                        (long) Limit.CONFIRMATIONS_SOON.most(),
                        Limit.CONFIRMATIONS_SOON.window().toMinutes());
        };
    }

    private long minutes(String number) {
        try (var database = TestPostgres.fresh();
                var connection = database.asSuperuser()) {
            return JdbcClient.create(new SingleConnectionDataSource(connection, true))
                    .sql("select extract(epoch from regain." + number + "())::bigint / 60")
                    .query(Long.class)
                    .single();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Of pages, mails and texts.
    private static Properties words(String language) {
        var words = new Properties();
        try (var files = Files.list(Path.of("src/main/resources"))) {
            for (var file : files.filter(
                            it -> it.getFileName().toString().matches("[a-z-]+" + language + "\\.properties"))
                    .toList()) {
                try (Reader reader = Files.newBufferedReader(file)) {
                    words.load(reader);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(words).hasSizeGreaterThan(500);
        return words;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
