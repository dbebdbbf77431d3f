package org.regain.recovery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.regain.recovery.RecoveryFlow.Challenged;
import org.regain.recovery.RecoveryFlow.Completed;
import org.regain.recovery.RecoveryFlow.Ended;
import org.regain.recovery.RecoveryFlow.Opened;
import org.regain.recovery.RecoveryFlow.Verified;
import org.regain.recovery.WalkBrowser.Form;
import org.regain.recovery.WalkModel.Begun;
import org.regain.recovery.WalkModel.Person;
import org.regain.verification.Method;
import org.regain.verification.PasskeyProofs;

/// What a walker does next: mostly what the page asks for, often something else.
final class Walk {

    private static final List<String> ACTIONS = List.of(
            "reason",
            "method",
            "again",
            "elsewhere",
            "other",
            "code",
            "passkey",
            "new-password",
            "existing-password",
            "reset-instead",
            "unlock-instead",
            "cancel");

    private final Random chance;
    private final List<Person> people;
    private final List<Form> sent = new ArrayList<>();
    private final List<String> everyCode = new ArrayList<>();
    private final List<String> everySignature = new ArrayList<>();
    private final PasskeyProofs passkeys;

    Walk(Random chance, List<Person> people, PasskeyProofs passkeys) {
        this.chance = chance;
        this.people = people;
        this.passkeys = passkeys;
    }

    /// A code that was mailed; it will be typed in the wrong places too.
    void heard(String code) {
        everyCode.add(code);
    }

    /// A form for a browser with this flow: what the flow's page asks for, an earlier form again, or any form at all.
    Form next(@Nullable RecoveryFlow flow, @Nullable Begun begun, Instant now) {
        var dice = chance.nextInt(100);
        if (dice < 12 && !sent.isEmpty()) {
            return sent.get(chance.nextInt(sent.size()));
        }
        var action = dice < 75 && flow != null ? asked(flow) : pick(ACTIONS);
        var at = flow == null ? chance.nextInt(4) : flow.head().step();
        if (chance.nextInt(100) < 8) {
            at = Math.max(0, at - 1 - chance.nextInt(3));
        }
        var form = new Form(action, at, text(action, begun, flow, now));
        sent.add(form);
        return form;
    }

    private String asked(RecoveryFlow flow) {
        return switch (flow) {
            case Opened(var head) when head.aim() == null -> "reason";
            case Opened _ -> "method";
            case Challenged(_, var challenge)
            when chance.nextInt(8) == 0 -> pick(List.of("other", "again", "elsewhere", "cancel"));
            case Challenged(_, var challenge) -> challenge.method() == Method.PASSKEY ? "passkey" : "code";
            case Verified(var head, _, _)
            when head.aim() == Aim.RESET -> chance.nextInt(6) == 0 ? "unlock-instead" : "new-password";
            case Verified _ -> chance.nextInt(3) == 0 ? "reset-instead" : "existing-password";
            case RecoveryFlow.Applying _, Completed _, Ended _ -> pick(ACTIONS);
        };
    }

    private String text(String action, @Nullable Begun begun, @Nullable RecoveryFlow flow, Instant now) {
        return switch (action) {
            case "reason" -> pick(List.of("FORGOTTEN", "FORGOTTEN", "KNOWN", ""));
            case "method" -> method(flow);
            case "code" -> code(begun, flow, now);
            case "passkey" -> signed(begun, flow);
            case "new-password" -> "a new phrase of walk " + chance.nextInt(1_000_000_000);
            case "existing-password" ->
                chance.nextInt(2) == 0 && begun != null && begun.person != null
                        ? begun.person.password
                        : "not the password";
            default -> "";
        };
    }

    private String method(@Nullable RecoveryFlow flow) {
        if (flow instanceof Opened opened && chance.nextInt(10) > 0) {
            var offered = Arrays.stream(Method.values()).filter(opened::offers).toList();
            if (!offered.isEmpty()) {
                return pick(offered).name();
            }
        }
        return pick(List.of("EMAIL", "SMS", "TOTP", "PASSKEY", "SAVED_CODE", "", "PASSWORD"));
    }

    private String code(@Nullable Begun begun, @Nullable RecoveryFlow flow, Instant now) {
        var asked = flow instanceof Challenged(_, var challenge) ? challenge.method() : Method.EMAIL;
        if (asked == Method.SAVED_CODE) {
            return savedCode(begun == null ? null : begun.person);
        }
        if (asked == Method.TOTP) {
            var whose = begun == null || begun.person == null || chance.nextInt(6) == 0 ? pick(people) : begun.person;
            var step = now.getEpochSecond() / 30 - (chance.nextInt(4) == 0 ? 1 + chance.nextInt(3) : 0);
            return whose.app == null || chance.nextInt(5) == 0 ? anyCode() : whose.app.codeOf(step);
        }
        return chance.nextInt(100) < 70 && begun != null && begun.code != null ? begun.code : anyCode();
    }

    /// What a passkey signs for the live challenge: mostly one's own, sometimes somebody else's, sometimes an older one.
    private String signed(@Nullable Begun begun, @Nullable RecoveryFlow flow) {
        if (!(flow instanceof Challenged(_, var challenge))
                || challenge.method() != Method.PASSKEY
                || (chance.nextInt(5) == 0 && !everySignature.isEmpty())) {
            return everySignature.isEmpty() ? "{}" : pick(everySignature);
        }
        var own = begun != null && begun.person != null && chance.nextInt(4) > 0;
        var whose = own && begun != null && begun.person != null ? begun.person : pick(people);
        if (whose.passkey == null) {
            return "{}";
        }
        var json = whose.passkey.get(passkeys.options(challenge));
        everySignature.add(json);
        if (begun != null && whose == begun.person) {
            begun.signed.add(json);
        }
        return json;
    }

    private String anyCode() {
        return everyCode.isEmpty() || chance.nextInt(3) == 0
                ? pick(List.of("", "00000000", "12345678", "no code", "%08d".formatted(chance.nextInt(100_000_000))))
                : pick(everyCode);
    }

    private String savedCode(@Nullable Person person) {
        var whose = person == null || chance.nextInt(5) == 0 ? pick(people) : person;
        var dice = chance.nextInt(10);
        if (dice < 7 && !whose.savedCodes.isEmpty()) {
            return pick(List.copyOf(whose.savedCodes));
        }
        return dice < 9 && !whose.usedCodes.isEmpty() ? pick(whose.usedCodes) : "0000-0000-0000-0000-0000-0000-00";
    }

    <T> T pick(List<T> of) {
        return of.get(chance.nextInt(of.size()));
    }
}
