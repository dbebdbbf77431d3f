package org.regain.recovery;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.regain.recovery.SetAsideMethods.SetAside;
import org.regain.verification.Method;
import org.regain.web.Refusal;

/// What the last page of a reset asks about, and what a link has taken away.
public final class SetAsideSamples {

    private static final Instant AT = Instant.parse("2026-03-05T12:00:00Z");

    private SetAsideSamples() {}

    /// The end of a reset, when it is too late to say anything.
    public static Map<String, Object> page() {
        var late = Refusal.of("refusal.aside.late");
        return Map.of("at", 6, "outcome", "RESET", "endedSessions", 1, "aside", aside(), "refusal", late);
    }

    private static List<?> aside() {
        return taken().stream()
                .map(method -> new SetAside(new UUID(7, method.hashCode()), (TakenMethod) method, AT))
                .toList();
    }

    public static List<?> taken() {
        return List.of(
                TakenMethod.of(Method.PASSKEY, "Work laptop with a rather long name of sixty characters in all", 1),
                TakenMethod.of(Method.EMAIL, "ana@private.example", 1),
                TakenMethod.of(Method.SMS, "+34600000012", 1),
                TakenMethod.of(Method.SAVED_CODE, "", 10),
                TakenMethod.of(Method.TOTP, "Authenticator app", 1));
    }
}
