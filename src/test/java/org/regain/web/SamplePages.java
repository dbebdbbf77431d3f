package org.regain.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Each page with a model as its controller would give it, in every state that looks different.
final class SamplePages {

    record Person(String name, String email, String organisation, List<String> roles, String locale) {}

    record Session(String id, boolean current, Instant startedAt, Instant lastUsedAt, String browser, String source) {}

    record Event(Instant at, String kind, String source, String browser) {}

    record Reset(Instant at, String source, String browser) {}

    record Mail(String id, String channel, String to, String subject, Instant at, String text) {}

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Refusal WRONG_CODE =
            Refusal.of("refusal.code.wrong", 4).on("code");
    private static final List<String> EMAIL = List.of("EMAIL");
    private static final List<String> BOTH = List.of("EMAIL", "SAVED_CODE");

    private final Map<String, Sample> samples = new LinkedHashMap<>();

    record Sample(String view, Map<String, Object> model) {}

    /// By a name that is fit for a file.
    static Map<String, Sample> all() {
        return new SamplePages().fill().samples;
    }

    private SamplePages fill() {
        signIn();
        recovery();
        endings();
        claim();
        account();
        add("web/error", "404", "status", 404, "baseUrl", "https://regain.example", "page", "");
        add("web/error", "421", "status", 421, "baseUrl", "https://regain.example", "page", "");
        Mail mail =
                new Mail("1", "EMAIL", "ana@contoso.example", "Your code: 1234 5678", NOON, "Hello,\n\n    1234 5678");
        add("demo/inbox", "", "messages", List.of(mail, mail));
        add("demo/inbox", "empty", "messages", List.of());
        add("demo/mail", "", "message", mail, "links", List.of("https://regain.example/claim#abc"));
        return this;
    }

    private void signIn() {
        add("signin/sign-in", "");
        add("signin/sign-in", "signed-out", "signedOut", true);
        Refusal wrong = Refusal.of("refusal.sign-in.wrong");
        add("signin/sign-in", "refused", "name", "ana@contoso.example", "refusal", wrong);
        add("signin/sign-in", "locked", "name", "li.wei", "refusal", Refusal.of("refusal.sign-in.locked", 2));
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
        add("recovery/verify", "", "at", 2, "step", 1, "methods", EMAIL);
        add("recovery/verify", "second", "at", 4, "step", 2, "methods", BOTH);
        add("recovery/code", "", "at", 3, "step", 1);
        add("recovery/code", "hint", "at", 3, "step", 2, "hint", "a••••@c•••.example");
        add("recovery/code", "refused", "at", 3, "step", 1, "refusal", WRONG_CODE);
        add("recovery/saved-code", "", "at", 3, "step", 2);
    }

    private void endings() {
        add("recovery/new-password", "", "at", 5, "username", "ana@contoso.example", "minimumLength", 15);
        List<Refusal> refusals = List.of(Refusal.of("refusal.passwords.differ"), Refusal.of("refusal.too-long"));
        add("recovery/new-password", "refused", "at", 5, "minimumLength", 8, "refusals", refusals);
        Refusal differ = Refusal.of("refusal.passwords.differ").on("confirmation");
        add("recovery/new-password", "differ", "at", 5, "minimumLength", 15, "refusal", differ);
        add("recovery/existing-password", "", "at", 5);
        Refusal wrong = Refusal.of("refusal.existing.left", 1).on("password");
        add("recovery/existing-password", "refused", "at", 5, "refusal", wrong);
        List<String> told = List.of("a••••@c•••.example", "a••@p•••.example");
        add("recovery/done", "reset", "outcome", "RESET", "endedSessions", 3, "told", told);
        List<String> kept = List.of("7K3M-9QZT-4W2X-8RVN-HC5D-1P6F-JB");
        add("recovery/done", "kept", "outcome", "RESET", "endedSessions", 1, "told", told, "savedCodes", kept);
        add("recovery/done", "unlocked", "outcome", "UNLOCKED", "endedSessions", 0, "told", told);
        for (String reason : List.of("CANCELLED", "EXPIRED", "SUPERSEDED", "SUSPENDED", "OTHER_BROWSER")) {
            add("recovery/over", reason, "reason", reason);
        }
        add("recovery/not-me", "");
        add(
                "recovery/not-me",
                "refused",
                "refusal",
                Refusal.of("refusal.token.unknown").on("token"));
        add("recovery/not-me-done", "");
    }

    private void claim() {
        add("registration/claim", "");
        add("registration/claim-code", "", "at", 1);
        add("registration/claim-code", "hint", "at", 1, "hint", "a••••@c•••.example", "refusal", WRONG_CODE);
        add("registration/claim-password", "", "at", 2, "minimumLength", 15);
        add("registration/claim-done", "");
        add("registration/claim-done", "codes", "savedCodes", List.of("7K3M-9QZT-4W2X-8RVN-HC5D-1P6F-JB", "0A1B-2C3D"));
    }

    private void account() {
        Person ana = new Person(
                "ana.garcía", "ana@contoso.example", "Contoso Partners", List.of("GLOBAL_ADMIN", "SALES_AGENT"), "es");
        Session here = new Session("a1", true, NOON, NOON, "Firefox on Linux", "192.0.2.17");
        Session there = new Session("b2", false, NOON, NOON, "Safari on iPhone", "2001:db8::17");
        List<Event> events = new ArrayList<>();
        for (String kind : List.of("PASSWORD_RESET", "PROOF_GIVEN", "CODE_SENT", "RECOVERY_OPENED", "UNHEARD_OF")) {
            events.add(new Event(NOON, kind, "192.0.2.17", "Firefox on Linux"));
        }
        Reset reset = new Reset(NOON, "192.0.2.17", "Firefox on Linux");
        add(
                "signin/account",
                "",
                "account",
                ana,
                "sessions",
                List.of(here, there),
                "events",
                events,
                "resetNotice",
                reset);
        Person li = new Person("li.wei", "li.wei@contoso.example", "Contoso Partners", List.of(), "zh-CN");
        add("signin/account", "quiet", "account", li, "sessions", List.of(here), "events", List.of());
        add("account/change-password", "", "username", "li.wei", "minimumLength", 15);
        Refusal wrong = Refusal.of("refusal.current-password.wrong").on("currentPassword");
        add("account/change-password", "refused", "refusal", wrong);
    }

    private void add(String view, String state, Object... pairs) {
        Map<String, Object> model = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            model.put((String) pairs[i], pairs[i + 1]);
        }
        String name = view.substring(view.indexOf('/') + 1) + (state.isEmpty() ? "" : "-" + state);
        samples.put(name, new Sample(view, model));
    }
}
