package org.regain.settings;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.regain.settings.RegainSettings.Sms;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The part of [SettingsCheck] that looks at `regain.sms`: what a provider needs is there, and nothing that it has no use
/// for. No sentence repeats a value, since tokens are among them.
final class SmsSettingsCheck {

    private static final String SMS = "regain.sms.";
    private static final int MOST_COUNTRIES = 60;
    private static final int LONGEST_BODY = 4000;

    private static final Pattern TWILIO_ACCOUNT = Pattern.compile("AC[0-9a-f]{32}");
    private static final Pattern TWILIO_FROM =
            Pattern.compile("\\+[1-9][0-9]{7,14}|MG[0-9a-f]{32}|[0-9]{3,8}|[A-Za-z0-9 ]{1,11}");
    private static final Pattern VISIBLE = Pattern.compile("[!-~]{1,512}");
    private static final Pattern ONE_LINE = Pattern.compile("[^\\p{Cntrl}]{1,40}");
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern HEADER_VALUE = Pattern.compile("[ -~]{1,1024}");
    private static final Pattern CONTENT_TYPE =
            Pattern.compile("application/(json|x-www-form-urlencoded)(; ?charset=utf-8)?");

    /// The HTTP client sees to these itself.
    private static final Set<String> NOT_OURS =
            Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

    /// One that a provider would have to put into a string, not beside it.
    private static final String SAMPLE = Matcher.quoteReplacement("a\\\"b");

    private final SettingsCheck settings;

    SmsSettingsCheck(SettingsCheck settings) {
        this.settings = settings;
    }

    void check() {
        String provider = settings.given(SMS + "provider");
        switch (provider == null ? "none" : provider) {
            case "none" -> none();
            case "twilio" -> twilio();
            case "http" -> http();
            default -> settings.refuseUnless(false, SMS + "provider must be none, twilio or http.");
        }
    }

    private void none() {
        ofNoUse("without regain.sms.provider", "url", "account", "token", "from", "headers", "body");
        if (settings.isDemo()) {
            countries();
        } else {
            ofNoUse("without regain.sms.provider", "countries");
        }
    }

    private void twilio() {
        ofNoUse("with Twilio", "headers", "body");
        matches("account", true, TWILIO_ACCOUNT, "Twilio's account SID: AC and 32 digits or letters a to f");
        matches("token", true, VISIBLE, "one word");
        matches(
                "from",
                true,
                TWILIO_FROM,
                "a number such as +34600000000, a short code, a name of 1 to 11 letters, or MG…");
        url(settings.given(SMS + "url"));
        settings.required(SMS + "countries");
        countries();
    }

    private void http() {
        url(settings.required(SMS + "url"));
        matches("account", false, VISIBLE, "one word");
        matches("token", false, VISIBLE, "one word");
        matches("from", false, ONE_LINE, "one line of at most 40 characters");
        boolean json = headers();
        String body = settings.required(SMS + "body");
        if (body != null) {
            body(body, json);
        }
        Set<String> places = places(body + settings.given(SMS + "headers"));
        for (String name : List.of("from", "account", "token")) {
            if (places.contains(name)) {
                settings.required(SMS + name);
            }
        }
        settings.required(SMS + "countries");
        countries();
    }

    private void ofNoUse(String why, String... names) {
        for (String name : names) {
            settings.refuseUnless(settings.given(SMS + name) == null, SMS + name + " is of no use " + why + ".");
        }
    }

    private void matches(String name, boolean required, Pattern pattern, String what) {
        String value = required ? settings.required(SMS + name) : settings.given(SMS + name);
        settings.refuseUnless(value == null || pattern.matcher(value).matches(), SMS + name + " must be " + what + ".");
    }

    private void url(@Nullable String url) {
        if (url != null) {
            settings.refuseUnless(
                    isSafe(url), SMS + "url must be https:// and a host (http:// only on loopback), without a user.");
        }
    }

    private static boolean isSafe(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && SettingsCheck.isSafe(uri.getScheme(), uri.getHost().toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException notAUri) {
            return false;
        }
    }

    /// Whether the body is JSON, which it is unless a header says otherwise.
    private boolean headers() {
        try {
            Map<String, String> lines = Sms.headerLines(settings.given(SMS + "headers"));
            settings.refuseUnless(
                    lines.entrySet().stream().allMatch(SmsSettingsCheck::isHeader),
                    SMS + "headers must be lines Name: value of ASCII letters, without those that HTTP itself needs.");
            String type = lines.getOrDefault("Content-Type", "application/json");
            settings.refuseUnless(
                    CONTENT_TYPE.matcher(type.toLowerCase(Locale.ROOT)).matches(),
                    SMS
                            + "headers must have no Content-Type but application/json or application/x-www-form-urlencoded.");
            return type.toLowerCase(Locale.ROOT).startsWith("application/json");
        } catch (IllegalArgumentException notHeaders) {
            settings.refuseUnless(false, SMS + "headers must be Name: value, several parted by | or new lines.");
            return true;
        }
    }

    private static boolean isHeader(Map.Entry<String, String> line) {
        return HEADER_NAME.matcher(line.getKey()).matches()
                && HEADER_VALUE.matcher(line.getValue()).matches()
                && !NOT_OURS.contains(line.getKey().toLowerCase(Locale.ROOT));
    }

    private void body(String body, boolean json) {
        Set<String> places = places(body);
        settings.refuseUnless(
                body.length() <= LONGEST_BODY
                        && places.contains("text")
                        && (places.contains("to") || places.contains("digits")),
                SMS + "body must hold {text}, and {to} or {digits}, in at most " + LONGEST_BODY + " characters.");
        settings.refuseUnless(
                !json || isJson(Sms.PLACE.matcher(body).replaceAll(SAMPLE)),
                SMS
                        + "body must be JSON with what is filled in inside of strings (or headers name another Content-Type).");
    }

    private static Set<String> places(String template) {
        return Sms.PLACE
                .matcher(template)
                .results()
                .map(place -> place.group(1))
                .collect(Collectors.toSet());
    }

    private static boolean isJson(String body) {
        try {
            return JsonMapper.shared().readTree(body).isContainer();
        } catch (JacksonException notJson) {
            return false;
        }
    }

    private void countries() {
        String countries = settings.given(SMS + "countries");
        if (countries == null) {
            return;
        }
        Set<String> known = new TreeSet<>(Arrays.asList(Locale.getISOCountries()));
        // Kosovo has numbers, and no code of ISO's own making.
        known.add("XK");
        List<String> named =
                Arrays.stream(countries.split(",", -1)).map(String::strip).toList();
        settings.refuseUnless(
                named.size() <= MOST_COUNTRIES && known.containsAll(named),
                SMS + "countries must be at most " + MOST_COUNTRIES + " countries of two letters, parted by commas,"
                        + " such as ES,CN.");
    }
}
