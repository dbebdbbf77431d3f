package org.regain.web;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.regain.admin.ConsoleSamples;
import org.regain.delivery.DeliveryStatus;
import org.regain.look.Look;
import org.regain.methods.MethodSamples;
import org.regain.password.PasswordAdvice;
import org.regain.portal.ConsentSamples;
import org.regain.recovery.SetAsideSamples;
import org.regain.recovery.Trouble;
import org.regain.recovery.WaitingSamples;

/// Each page with a model as its controller would give it, in every state that looks different.
final class SamplePages {

    record Mail(
            String id, String channel, String to, @Nullable String subject, Instant at, String text) {}

    static final List<PasswordAdvice> ASKED = List.of(
            new PasswordAdvice("password.directory.complex", List.of()),
            new PasswordAdvice("password.directory.history", List.of(24)),
            new PasswordAdvice("password.directory.age.days", List.of(1L)));

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Refusal WRONG_CODE =
            Refusal.of("refusal.code.wrong", 4).on("code");
    private static final List<String> ALL = List.of("EMAIL", "SMS", "TOTP", "PASSKEY", "SAVED_CODE");
    private static final List<String> BOTH = List.of("EMAIL", "SAVED_CODE");
    private static final List<Trouble> TROUBLES = List.of(
            new Trouble.Locked(12, NOON, 11, NOON.plusSeconds(3600)),
            new Trouble.Mistyped(1, 0),
            new Trouble.Suspended(),
            new Trouble.Compromised(),
            new Trouble.None());

    private static final Map<String, Sample> SAMPLES = Collections.unmodifiableMap(new SamplePages().fill().samples);

    private final Map<String, Sample> samples = new LinkedHashMap<>();

    record Sample(String view, Map<String, Object> model) {}

    /// By a name that is fit for a file.
    static Map<String, Sample> all() {
        return SAMPLES;
    }

    private SamplePages fill() {
        signIn();
        secondFactor();
        recovery();
        endings();
        claim();
        account();
        methods();
        WaitingSamples.all().forEach(it -> add(it.view(), it.state(), it.model()));
        ConsoleSamples.all().forEach(it -> add(it.view(), it.state(), it.model()));
        EdgeSamples.all().forEach(it -> add(it.view(), it.state(), it.model()));
        ConsentSamples.all().forEach((state, model) -> add("portal/consent", state, model));
        Mail mail =
                new Mail("1", "EMAIL", "ana@contoso.example", "Your code: 1234 5678", NOON, "Hello,\n\n    1234 5678");
        Mail text =
                new Mail("2", "SMS", "+34612345612", null, NOON, "12345678 is your code\n\n@regain.example #12345678");
        add("demo/inbox", "", "messages", List.of(mail, text));
        add("demo/inbox", "empty", "messages", List.of());
        add("demo/mail", "text", "message", text, "links", List.of());
        add("demo/mail", "", "message", mail, "links", List.of("https://regain.example/claim#abc"));
        return this;
    }

    private void signIn() {
        add("signin/sign-in", "", "options", "{}");
        add("signin/sign-in", "signed-out", "signedOut", true);
        var help = Map.of(org.regain.account.Language.SPANISH, "Llame al 555 0123,\nde lunes a viernes.");
        add("signin/sign-in", "helped", "look", new Look("Contoso Partners & <b>", null, null, help));
        Refusal wrong = Refusal.of("refusal.sign-in.wrong");
        add("signin/sign-in", "refused", "name", "ana@contoso.example", "refusal", wrong);
        add("signin/sign-in", "locked", "name", "li.wei", "refusal", Refusal.of("refusal.sign-in.locked", 2));
    }

    private void secondFactor() {
        List<String> methods = List.of("PASSKEY", "TOTP", "SAVED_CODE");
        add("signin/verify", "sign-in", "at", 0, "methods", methods);
        add("signin/verify", "sign-in-none", "at", 0, "methods", List.of());
        Refusal spent = Refusal.of("refusal.second.spent");
        add("signin/verify", "sign-in-spent", "at", 7, "methods", methods, "refusal", spent);
        add("signin/verify-code", "app", "at", 1, "kept", "app");
        Refusal wrong = Refusal.of("refusal.app-code.wrong", 1).on("code");
        add("signin/verify-code", "refused", "at", 2, "kept", "app", "others", true, "refusal", wrong);
        add("signin/verify-code", "saved", "at", 1, "kept", "saved", "others", true, "confirming", true);
        add("signin/verify-passkey", "", "at", 1, "options", "{}", "others", true);
        List<String> codes = List.of("7K3M-9QZT-4W2X-8RVN-HC5D-1P6F-JB");
        add("signin/new-saved-code", "", "savedCodes", codes, "next", "/");
        add("signin/confirm-identity", "", "what", "METHODS", "back", "/", "username", "li.wei");
        Refusal no = Refusal.of("refusal.current-password.wrong").on("password");
        add("signin/confirm-identity", "no", "what", "PASSWORD", "back", "/", "options", "{}", "refusal", no);
    }

    private void recovery() {
        add("recovery/recover", "");
        add(
                "recovery/recover",
                "refused",
                "refusal",
                Refusal.of("refusal.name.empty").on("name"));
        add("recovery/reason", "", "at", 1);
        add("recovery/reason", "refused", "at", 1, "refusal", Refusal.of("refusal.reason.empty"));
        add("recovery/verify", "", "at", 2, "step", 1, "methods", ALL);
        add("recovery/verify", "none", "at", 4, "step", 2, "methods", List.of());
        add("recovery/verify", "second", "at", 4, "step", 2, "methods", BOTH);
        add("recovery/code", "", "at", 3, "step", 1, "sent", "code", "late", true);
        add("recovery/code", "hint", "at", 3, "step", 2, "sent", "code", "hint", "a••••@c•••.example");
        for (var status : DeliveryStatus.values()) {
            add("recovery/code", status.name(), MethodSamples.sent(status));
        }
        add("recovery/code", "refused", "at", 3, "step", 1, "sent", "code", "refusal", WRONG_CODE);
        add("recovery/code", "text", "at", 3, "step", 2, "sent", "text", "hint", "+34 ••• ••• ••12", "delayed", true);
        add("recovery/kept-code", "", "at", 3, "step", 2, "kept", "saved");
        add("recovery/kept-code", "app", "at", 3, "step", 1, "kept", "app");
        add("recovery/passkey", "", "at", 3, "step", 1, "options", "{}");
    }

    private void endings() {
        add("recovery/new-password", "", "at", 5, "username", "ana@contoso.example", "minimumLength", 15);
        List<Refusal> refusals = List.of(Refusal.of("refusal.passwords.differ"), Refusal.of("refusal.too-long"));
        add("recovery/new-password", "refused", "at", 5, "minimumLength", 8, "refusals", refusals);
        Refusal differ = Refusal.of("refusal.passwords.differ").on("confirmation");
        add("recovery/new-password", "differ", "at", 5, "minimumLength", 15, "refusal", differ);
        add("recovery/new-password", "comes-here", "at", 5, "minimumLength", 15, "elsewhere", false, "comesHere", true);
        add("recovery/new-password", "elsewhere", "at", 5, "minimumLength", 15, "elsewhere", true);
        add("recovery/new-password", "asked", "at", 5, "minimumLength", 20, "elsewhere", true, "askedThere", ASKED);
        add("recovery/new-password", "pending", "at", 5, "minimumLength", 15, "elsewhere", true, "pending", true);
        Refusal away = Refusal.of("refusal.directory.away");
        add("recovery/new-password", "away", "at", 5, "minimumLength", 15, "elsewhere", true, "refusal", away);
        add("recovery/existing-password", "", "at", 5);
        for (var trouble : TROUBLES) {
            add("recovery/existing-password", trouble.kind(), "at", 5, "trouble", trouble);
        }
        add("recovery/existing-password", "elsewhere", "at", 5, "trouble", TROUBLES.getLast(), "elsewhere", true);
        add("recovery/existing-password", "tried", "at", 5, "trouble", TROUBLES.get(1), "elsewhere", true);
        add("recovery/new-password", "locked", "at", 5, "trouble", TROUBLES.getFirst(), "mayKeep", true);
        Refusal wrong = Refusal.of("refusal.existing.left", 1).on("password");
        add("recovery/existing-password", "refused", "at", 5, "refusal", wrong);
        List<String> told = List.of("a••••@c•••.example", "a••@p•••.example");
        add("recovery/done", "reset", "outcome", "RESET", "endedSessions", 3, "told", told);
        List<String> kept = List.of("7K3M-9QZT-4W2X-8RVN-HC5D-1P6F-JB");
        add("recovery/done", "kept", "outcome", "RESET", "endedSessions", 1, "told", told, "savedCodes", kept);
        add("recovery/done", "aside", SetAsideSamples.page());
        add("recovery/done", "unlocked", "outcome", "UNLOCKED", "endedSessions", 0, "told", told);
        for (String reason : List.of("CANCELLED", "EXPIRED", "SUPERSEDED", "SUSPENDED", "OTHER_BROWSER")) {
            add("recovery/over", reason, "reason", reason);
        }
        add("recovery/not-me", "");
        Refusal unknown = Refusal.of("refusal.token.unknown").on("token");
        add("recovery/not-me", "refused", "refusal", unknown);
        add("recovery/not-me-done", "");
        add("recovery/not-me-done", "taken", "taken", SetAsideSamples.taken());
    }

    private void claim() {
        add("claim/claim", "");
        add("claim/claim-code", "", "at", 1, "status", "REFUSED");
        add("claim/claim-code", "hint", "at", 1, "hint", "a••••@c•••.example", "refusal", WRONG_CODE);
        add("claim/claim-password", "", "at", 2, "minimumLength", 15);
        add("claim/claim-password", "", "at", 2, "minimumLength", 15, "by", "PASSWORD");
        add("claim/claim-password", "elsewhere", "at", 2, "elsewhere", true, "username", "ana@contoso.example");
        Refusal wrong = Refusal.of("refusal.directory.wrong").on("newPassword");
        add("claim/claim-password", "wrong", "at", 2, "elsewhere", true, "refusal", wrong);
        add("claim/claim-done", "");
        add("claim/claim-done", "codes", MethodSamples.claimed());
    }

    private void account() {
        AccountSamples.all().forEach((state, model) -> add("signin/account", state, model));
        ChangeSamples.all().forEach(it -> add(it.view(), it.state(), it.model()));
    }

    private void methods() {
        add("methods/methods", "", MethodSamples.many());
        add("methods/methods", "at-risk", MethodSamples.atRisk());
        add("methods/methods", "not-ready", MethodSamples.notReady());
        add("methods/methods", "refused", MethodSamples.many(), Refusal.of("refusal.method.last"));
        add("methods/add-totp", "", MethodSamples.totp());
        add(
                "methods/add-totp",
                "refused",
                MethodSamples.totp(),
                Refusal.of("refusal.totp.wrong").on("code"));
        add("methods/add-passkey", "", "options", "{}");
        Refusal failed = Refusal.of("refusal.passkey.not-made");
        add("methods/add-passkey", "refused", "options", "{}", "name", "iPhone", "refusal", failed);
        add("methods/add-email", "");
        Refusal yours = Refusal.of("refusal.method.already").on("address");
        add("methods/add-email", "refused", "address", "ana@contoso.example", "refusal", yours);
        add("methods/add-phone", "");
        Refusal country = Refusal.of("refusal.phone.country").on("number");
        add("methods/add-phone", "refused", "number", "+999 1", "refusal", country);
        add("methods/confirm-contact", "", "kind", "EMAIL", "address", "ana@contoso.example", "status", "REFUSED");
        String phone = "+34 612 34 56 78";
        add("methods/confirm-contact", "phone", "kind", "PHONE", "address", phone, "refusal", WRONG_CODE);
        add("methods/saved-codes", "", MethodSamples.savedCodes());
        add("methods/try-app", "", "at", 1);
        add("methods/try-passkey", "", "at", 1, "options", "{}");
        add("methods/check", "", MethodSamples.unused());
        add("methods/more", "", MethodSamples.oneMore(true));
        add("methods/more", "short", MethodSamples.oneMore(false));
    }

    private void add(String view, String state, Map<String, Object> model, Refusal refusal) {
        Map<String, Object> refused = new HashMap<>(model);
        refused.put("refusal", refusal);
        add(view, state, refused);
    }

    private void add(String view, String state, Map<String, Object> model) {
        String name = view.substring(view.indexOf('/') + 1) + (state.isEmpty() ? "" : "-" + state);
        samples.put(name, new Sample(view, model));
    }

    private void add(String view, String state, Object... pairs) {
        Map<String, Object> model = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            model.put((String) pairs[i], pairs[i + 1]);
        }
        add(view, state, model);
    }
}
