package org.regain.admin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.account.Account;
import org.regain.account.AccountId;
import org.regain.account.InviteComplaint;
import org.regain.account.Language;
import org.regain.account.OrganisationId;
import org.regain.account.Role;
import org.regain.admin.Obstacle.Kind;
import org.regain.admin.PeopleFilter.Ready;
import org.regain.web.Refusal;

/// Models of the console's pages, as their controllers would give them.
public final class ConsoleSamples {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final UUID ANA = new UUID(0, 1);
    private static final PersonLine PERSON = line("ana.garcía", Account.State.ACTIVE, Ready.AT_RISK, Role.SALES_AGENT);

    private ConsoleSamples() {}

    /// One page in one state.
    ///
    /// @param view  the template
    /// @param state what is different about it
    public record Sample(String view, String state, Map<String, Object> model) {}

    public static List<Sample> all() {
        var samples = new ArrayList<Sample>();
        for (var reason : ConsoleClosed.Reason.values()) {
            samples.add(new Sample("admin/closed", reason.name(), Map.of("reason", reason.name(), "opensAt", NOON)));
        }
        samples.add(page(
                "people",
                "",
                people(List.of(
                        PERSON,
                        line("ana.garcia.de.la.fuente.y.martinez@contoso.example", Account.State.UNCLAIMED, null),
                        line(
                                "李伟",
                                Account.State.SUSPENDED,
                                null,
                                Role.GLOBAL_ADMIN,
                                Role.USER_ADMIN,
                                Role.HELPDESK_AGENT))),
                "next",
                "li"));
        samples.add(page("people", "none", people(List.of())));
        samples.add(DirectorySamples.people(people(List.of(PERSON))));
        samples.add(page("people", "directory-none", people(List.of(PERSON)), "directory", DirectorySamples.none()));
        for (var kind : List.of(Kind.DELETED, Kind.SUSPENDED, Kind.INVITATION_OVER, Kind.LOCKED, Kind.METHOD_CLOSED)) {
            samples.add(page("person", kind.name(), person(kind)));
        }
        samples.add(page(
                "person",
                "refused",
                person(Kind.NOTHING),
                "refusal",
                Refusal.of("refusal.admin.LAST_ADMIN"),
                "opened",
                true));
        samples.add(page("person", "done", person(Kind.SUSPENDED), "done", "SUSPENDED"));
        samples.addAll(DirectorySamples.persons());
        samples.add(page("person", "self", person(Kind.NOTHING), "self", true, "mayAct", false));
        samples.add(page("audit", "", audit(events()), "next", "2026-11-22T12:00:00Z_1"));
        samples.add(page("audit", "none", audit(List.of())));
        samples.add(page("readiness", "", NumbersSamples.readiness()));
        samples.add(page("readiness", "none", NumbersSamples.noReadiness()));
        samples.add(page("recoveries", "", NumbersSamples.recoveries()));
        samples.add(page("recoveries", "none", NumbersSamples.noRecoveries()));
        samples.add(page("delivery", "", NumbersSamples.delivery()));
        samples.add(page("delivery", "none", NumbersSamples.noDelivery()));
        samples.addAll(PolicySamples.all());
        samples.addAll(OrganisationSamples.all());
        samples.addAll(PortalSamples.all());
        samples.add(page("invite", "", invite()));
        samples.add(page("invite", "refused", invite(), "refusal", Refusal.of("refusal.invite.NAME_TAKEN")));
        samples.add(page(
                "invite-refused",
                "",
                Map.of(
                        "complaints",
                        List.of(
                                new InviteComplaint(1234, InviteComplaint.Kind.ADDRESS, List.of()),
                                new InviteComplaint(
                                        1235, InviteComplaint.Kind.ROLES, List.of("SALES_AGENT, HELPDESK_AGENT"))),
                        "more",
                        1200)));
        samples.add(page("invite-list", "alike", list(InvitationLists.State.KEPT, List.of("vіctoria"))));
        for (var state : InvitationLists.State.values()) {
            samples.add(page("invite-list", state.name(), list(state, List.of())));
        }
        return samples;
    }

    private static Map<String, Object> invite() {
        return Map.of(
                "form",
                new InviteController.InviteForm("ana@contoso.example", "", "es", Set.of(Role.SALES_AGENT)),
                "ticked",
                Set.of(Role.SALES_AGENT),
                "roles",
                List.of(Role.values()),
                "languages",
                Language.values(),
                "underWay",
                List.of(new InvitationLists.UnderWay(ANA, 100_000, 12345, NOON)));
    }

    private static Map<String, Object> list(InvitationLists.State state, List<String> alike) {
        var kept = state == InvitationLists.State.KEPT;
        return Map.of(
                "list",
                ANA,
                "kept",
                new InvitationLists.Kept(
                        state,
                        kept ? 0 : 100_000,
                        12345,
                        12,
                        kept ? 0 : 2,
                        3,
                        alike,
                        List.of("ana@faß.example → ana@xn--fa-hia.example"),
                        kept ? 0 : 1200,
                        kept ? null : NOON));
    }

    private static Map<String, Object> people(List<PersonLine> lines) {
        var model = new HashMap<String, Object>();
        model.put("filter", PeopleFilter.of("ana", "ACTIVE", null, null, null));
        model.put("people", lines);
        model.put("counts", new LinkedHashMap<>(Map.of(Account.State.ACTIVE, 12345, Account.State.SUSPENDED, 1)));
        model.put("states", Account.State.values());
        model.put("roles", Role.values());
        model.put("readinesses", Ready.values());
        return model;
    }

    static Map<String, Object> person(Kind kind) {
        var state = switch (kind) {
            case DELETED -> Account.State.DELETED;
            case SUSPENDED -> Account.State.SUSPENDED;
            case INVITED, INVITATION_OVER, TO_CLAIM_BY_PASSWORD -> Account.State.UNCLAIMED;
            default -> Account.State.ACTIVE;
        };
        var obstacle = new Obstacle(kind, kind == Kind.LOCKED ? NOON : null, List.of("TOTP"));
        var model = new HashMap<String, Object>();
        model.put("person", line("ana.garcía", state, Ready.READY, Role.SALES_AGENT));
        model.put(
                "situation",
                new Situation(
                        state,
                        false,
                        false,
                        null,
                        null,
                        1,
                        1,
                        List.of(),
                        null,
                        0,
                        null,
                        kind == Kind.LOCKED ? NOON : null,
                        NOON,
                        kind == Kind.TO_CLAIM_BY_PASSWORD));
        model.put("there", new There.NoDirectory());
        model.put("letters", List.of(new Letters.Letter(obstacle, Language.CHINESE, "您可以自行重新进入。")));
        model.put("methods", new LinkedHashMap<>(Map.of("EMAIL", 2, "SAVED_CODE", 9)));
        model.put("events", events());
        model.put("roles", Role.values());
        model.put("ticked", Set.of(Role.SALES_AGENT));
        model.put("opened", false);
        model.put("self", false);
        model.put("mayAct", true);
        model.put("gone", state == Account.State.DELETED);
        return model;
    }

    private static Map<String, Object> audit(List<AuditLine> events) {
        var model = new HashMap<String, Object>();
        model.put("filter", AuditFilter.of("ana", "", "SUSPENDED", "2026-11-01", null, null));
        model.put("events", events);
        model.put("kinds", AuditKinds.ALL);
        return model;
    }

    private static List<AuditLine> events() {
        return List.of(
                new AuditLine(
                        ANA,
                        NOON,
                        "ROLES_CHANGED",
                        ANA,
                        "ana.garcía",
                        new UUID(0, 2),
                        "marta",
                        "192.0.2.17",
                        "Firefox, Linux",
                        "+USER_ADMIN -SALES_AGENT"),
                new AuditLine(
                        ANA,
                        NOON,
                        "POLICY_TIGHTENED",
                        null,
                        null,
                        new UUID(0, 2),
                        "marta",
                        "192.0.2.17",
                        "Firefox, Linux",
                        "PASSWORD_LENGTH 15 20"),
                new AuditLine(ANA, NOON, "SIGN_IN_REFUSED", ANA, "ana.garcía", null, null, "2001:db8::17", "", null),
                new AuditLine(ANA, NOON, "UNHEARD_OF", null, null, null, null, "", "", null));
    }

    private static PersonLine line(String name, Account.State state, @Nullable Ready readiness, Role... roles) {
        return new PersonLine(
                ANA,
                name,
                "ana@contoso.example",
                state,
                Language.CHINESE,
                List.of(roles),
                readiness,
                "ana@contoso.example");
    }

    static Sample page(String section, String state, Map<String, Object> model, Object... more) {
        var whole = new HashMap<>(model);
        for (var i = 0; i < more.length; i += 2) {
            whole.put((String) more[i], more[i + 1]);
        }
        whole.put(
                "section",
                section.equals("person") || section.startsWith("invite")
                        ? "people"
                        : section.startsWith("portal") ? "portals" : section);
        whole.putIfAbsent("administrator", new Administrator(new AccountId(ANA), new OrganisationId(ANA), true, true));
        return new Sample("admin/" + section, state, whole);
    }
}
