package org.regain.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.regain.verification.Method;
import org.regain.verification.Waiting;

/// Models of the pages of who waits.
public final class WaitingSamples {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    public static final Waiting WAITING = new Waiting(Method.EMAIL, NOON, NOON.plus(Duration.ofDays(7)));

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
                new Sample("recovery/waiting", "", Map.of("waitHours", 72, "waiting", WAITING)),
                new Sample("recovery/waiting", "over", Map.of("waitHours", 72)));
    }
}
