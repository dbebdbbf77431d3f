package org.regain.admin;

import static org.regain.admin.ConsoleSamples.page;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.regain.account.Language;
import org.regain.admin.ConsoleSamples.Sample;
import org.regain.web.Refusal;

/// Models of the page of the policy.
final class PolicySamples {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final UUID CHANGE = new UUID(0, 1);

    private PolicySamples() {}

    static List<Sample> all() {
        return List.of(
                page("policy", "", policy(waiting())),
                page("policy", "directory", policy(List.of()), "directory", true, "newcomers", "es"),
                page(
                        "policy",
                        "refused",
                        policy(List.of()),
                        "refusal",
                        Refusal.of("refusal.policy.OUT_OF_BOUNDS").on("SESSION_HOURS"),
                        "typed",
                        Map.of("SESSION_HOURS", "25")));
    }

    private static Map<String, Object> policy(List<Weakening> waiting) {
        var model = new HashMap<String, Object>();
        model.put(
                "settings",
                Arrays.stream(Setting.values())
                        .map(setting -> new SettingLine(setting, 15, 1, 336, setting != Setting.SESSION_HOURS))
                        .toList());
        model.put("waiting", waiting);
        model.put("fixed", PolicyController.FIXED);
        model.put("typed", Map.of());
        model.put("newcomers", "");
        model.put("languages", Language.values());
        model.put("directory", false);
        return model;
    }

    private static List<Weakening> waiting() {
        return List.of(
                new Weakening(CHANGE, Setting.SESSION_HOURS, 12, 24, "marta@contoso.example", NOON, null, null, false),
                new Weakening(CHANGE, Setting.RECOVERY_PROOFS, 2, 1, "marta@contoso.example", NOON, null, null, true),
                new Weakening(
                        CHANGE,
                        Setting.PASSWORD_LENGTH,
                        20,
                        15,
                        "marta@contoso.example",
                        NOON,
                        "li@contoso.example",
                        NOON,
                        true));
    }
}
