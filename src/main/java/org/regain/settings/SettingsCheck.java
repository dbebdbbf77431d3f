package org.regain.settings;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.regain.account.OrganisationName;
import org.regain.start.StartRefused;
import org.springframework.core.env.ConfigurableEnvironment;

/// Looks at all settings before anything is made, and names everything that is wrong in one refusal, so that nobody
/// has to start Regain five times to learn of five mistakes.
final class SettingsCheck {

    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>]{1,64}@[^\\s@<>]{1,189}");
    private static final Pattern NAMED_ADDRESS = Pattern.compile("[^\\p{Cntrl}<>]{0,200}<" + ADDRESS + ">|" + ADDRESS);
    private static final Pattern LOOPBACK = Pattern.compile("localhost|.+\\.localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");
    private static final Pattern RATIO = Pattern.compile("1(\\.0{1,9})?|0?\\.(?!0+$)[0-9]{1,9}");
    private static final int MOST_EXTRA_PEOPLE = 100_000;
    private static final int MOST_HASH_MEMORY = 65_536;
    private static final int MOST_HASH_PASSES = 10;
    private static final int HIGHEST_PORT = 65_535;

    private final ConfigurableEnvironment environment;
    private final List<String> missing = new ArrayList<>();
    private final List<String> sentences = new ArrayList<>();

    private SettingsCheck(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    /// @throws StartRefused naming every setting that is unknown, missing or out of bounds
    static void check(ConfigurableEnvironment environment) {
        SettingsCheck check = new SettingsCheck(environment);
        check.unknown();
        new ReadableSettings(check).check(System.getProperty("user.dir"));
        new DirectorySettingsCheck(check).check();
        // A look at a directory needs nothing else.
        if (!environment.matchesProfiles("directory")) {
            check.addresses();
            check.database();
            new SmsSettingsCheck(check).check();
            check.numbers();
            check.watching();
            check.traces();
        }
        if (!check.missing.isEmpty()) {
            check.sentences.add("Missing settings: " + String.join(", ", check.missing) + ".");
        }
        if (!check.sentences.isEmpty()) {
            throw new StartRefused(check.sentences);
        }
    }

    private void unknown() {
        List<String> names = SettingNames.unknown(environment);
        if (!names.isEmpty()) {
            sentences.add("Unknown settings: " + String.join(", ", names) + ". Known are: "
                    + String.join(", ", SettingNames.known()) + ".");
        }
    }

    private void addresses() {
        String baseUrl = required("regain.base-url");
        if (baseUrl != null) {
            refuseUnless(
                    isBase(baseUrl),
                    "regain.base-url must be https:// and a host (http:// only on loopback), with nothing after it,"
                            + " such as https://id.example.org.");
        }
        String from = required("regain.mail.from");
        if (from != null) {
            refuseUnless(
                    NAMED_ADDRESS.matcher(from).matches(),
                    "regain.mail.from must be an e-mail address, such as Regain <no-reply@example.org>.");
        }
        // The demo keeps its mails in its own inbox; everybody else's have to leave by a real server.
        if (!isDemo()) {
            required("spring.mail.host");
        }
        String name = required("regain.organisation.name");
        if (name != null) {
            refuseUnless(
                    OrganisationName.of(name).isPresent(),
                    "regain.organisation.name must be one line of at most " + OrganisationName.LONGEST
                            + " characters, none of them invisible.");
        }
        String admin = required("regain.organisation.admin");
        if (admin != null) {
            refuseUnless(
                    ADDRESS.matcher(admin).matches(),
                    "regain.organisation.admin must be an e-mail address, such as ana@example.org.");
        }
    }

    private void database() {
        String url = given("regain.database.url");
        if (url == null) {
            for (String name :
                    List.of("app.password", "mailer.password", "admin.password", "migrate.user", "migrate.password")) {
                refuseUnless(
                        given("regain.database." + name) == null,
                        "regain.database." + name + " is of no use without regain.database.url.");
            }
            return;
        }
        refuseUnless(
                url.startsWith("jdbc:postgresql:")
                        && !url.toLowerCase(Locale.ROOT).contains("password="),
                "regain.database.url must start with jdbc:postgresql: and hold no password.");
        required("regain.database.app.password");
        required("regain.database.mailer.password");
        required("regain.database.admin.password");
        if (given("regain.database.migrate.user") != null || given("regain.database.migrate.password") != null) {
            required("regain.database.migrate.user");
            required("regain.database.migrate.password");
        }
    }

    private void numbers() {
        if (given("regain.hash.memory-kib") != null || given("regain.hash.passes") != null) {
            number("regain.hash.memory-kib", MOST_HASH_MEMORY);
            number("regain.hash.passes", MOST_HASH_PASSES);
        }
        String extra = given("regain.demo.extra-people");
        if (extra != null) {
            refuseUnless(
                    extra.matches("[0-9]{1,6}") && Integer.parseInt(extra) <= MOST_EXTRA_PEOPLE,
                    "regain.demo.extra-people must be a number from 0 to " + MOST_EXTRA_PEOPLE + ".");
        }
    }

    private void number(String name, int most) {
        String given = required(name);
        refuseUnless(
                given == null || (given.matches("[1-9][0-9]{0,4}") && Integer.parseInt(given) <= most),
                name + " must be a number from 1 to " + most + ".");
    }

    /// What is watched is never on the port that people come by, and a port is a number.
    private void watching() {
        String port = given("management.server.port");
        if (port == null || port.equals("-1")) {
            return;
        }
        refuseUnless(
                port.matches("[0-9]{1,5}") && Integer.parseInt(port) <= HIGHEST_PORT,
                "management.server.port must be a port, such as 9090, or left out.");
        refuseUnless(
                port.equals("0") || !port.equals(environment.getProperty("server.port", "8080")),
                "management.server.port must be another one than server.port, which everybody comes by.");
    }

    private void traces() {
        String endpoint = given("regain.traces.endpoint");
        String ratio = given("regain.traces.ratio");
        refuseUnless(
                endpoint != null || ratio == null, "regain.traces.ratio is of no use without regain.traces.endpoint.");
        refuseUnless(
                endpoint == null || isAddress(endpoint, path -> path.length() > 1),
                "regain.traces.endpoint must be https:// (http:// only on loopback), a host and a path, such as"
                        + " http://127.0.0.1:4318/v1/traces.");
        refuseUnless(
                ratio == null || RATIO.matcher(ratio).matches(),
                "regain.traces.ratio must be a number above 0 and at most 1, such as 0.1.");
    }

    private static boolean isBase(String text) {
        return isAddress(text, String::isEmpty);
    }

    /// Whether it is a host with such a path and nothing after it, and nobody on the way can read along.
    private static boolean isAddress(String text, Predicate<String> path) {
        try {
            URI uri = URI.create(text);
            String host = uri.getHost();
            if (host == null) {
                return false;
            }
            boolean nothingElse = path.test(uri.getRawPath())
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getRawUserInfo() == null;
            return nothingElse && isSafe(uri.getScheme(), host.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException notAUri) {
            return false;
        }
    }

    /// Whether nobody on the way can read along.
    static boolean isSafe(String scheme, String host) {
        return "https".equals(scheme)
                || ("http".equals(scheme) && LOOPBACK.matcher(host).matches());
    }

    @Nullable
    String required(String name) {
        String value = given(name);
        if (value == null) {
            missing.add(name);
        }
        return value;
    }

    @Nullable
    String given(String name) {
        String value = environment.getProperty(name);
        return value == null || value.isBlank() ? null : value;
    }

    /// Whether this is the demo, which keeps its messages to itself.
    boolean isDemo() {
        return environment.matchesProfiles("demo");
    }

    void refuseUnless(boolean fine, String sentence) {
        if (!fine) {
            sentences.add(sentence);
        }
    }
}
