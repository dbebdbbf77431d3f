package org.regain.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.regain.verification.Method;
import org.regain.verification.Waiting;
import org.regain.web.Refusal;

/// Models of the pages of who waits, and of who is kept waiting for a code.
public final class WaitingSamples {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    public static final Waiting WAITING = new Waiting(Method.EMAIL, NOON, NOON.plus(Duration.ofDays(7)));

    private static final Refusal USED_UP = new Refusal("refusal.send.day.name", List.of(), null, NOON);
    private static final Refusal UNKNOWN = Refusal.of("refusal.permit.unknown").on("permit");

    private WaitingSamples() {}

    public record Sample(String view, String state, Map<String, Object> model) {}

    public static List<Sample> all() {
        var methods = List.of("TOTP", "SAVED_CODE");
        return List.of(
                new Sample("recovery/verify", "wait", Map.of("at", 4, "step", 2, "methods", methods, "waitHours", 72)),
                new Sample(
                        "recovery/verify",
                        "waits",
                        Map.of("at", 4, "step", 2, "methods", methods, "waitHours", 72, "waiting", WAITING)),
                new Sample(
                        "recovery/verify",
                        "used-up",
                        Map.of("at", 2, "step", 1, "methods", List.of("EMAIL", "TOTP"), "refusal", USED_UP)),
                new Sample(
                        "recovery/code",
                        "permitted",
                        Map.of("at", 3, "step", 1, "sent", "code", "permitted", true, "refusal", USED_UP)),
                new Sample("recovery/permit", "", Map.of()),
                new Sample("recovery/permit", "refused", Map.of("refusal", UNKNOWN)),
                new Sample("claim/claim-code", "withheld", Map.of("at", 1, "status", "WITHHELD")),
                new Sample("recovery/waiting", "", Map.of("waitHours", 72, "waiting", WAITING)),
                new Sample("recovery/waiting", "over", Map.of("waitHours", 72)));
    }
}
