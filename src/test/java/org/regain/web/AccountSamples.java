package org.regain.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.regain.password.DirectoryMoves;
import org.regain.recovery.WaitingSamples;
import org.regain.signin.OpenPortals.Allowed;
import org.regain.signin.OpenPortals.Line;

/// Models of "Your account": with everything that it can show, and with as little as there is.
final class AccountSamples {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Session HERE = new Session("a1", true, NOON, NOON, "Firefox on Linux", "192.0.2.17");
    private static final Session THERE = new Session("b2", false, NOON, NOON, "Safari on iPhone", "2001:db8::17");

    record Person(String name, String email, String organisation, List<String> roles, boolean console, String locale) {}

    record Session(String id, boolean current, Instant startedAt, Instant lastUsedAt, String browser, String source) {}

    record Event(Instant at, String kind, String source, String browser) {}

    record Reset(Instant at, String source, String browser) {}

    private AccountSamples() {}

    /// By their state.
    static Map<String, Map<String, Object>> all() {
        return Map.of("", full(), "quiet", quiet());
    }

    private static Map<String, Object> full() {
        var ana = new Person(
                "ana.garcía",
                "ana@contoso.example",
                "Contoso Partners",
                List.of("GLOBAL_ADMIN", "SALES_AGENT"),
                true,
                "es");
        var portals = List.of(
                new Line("p1", "Contoso Orders", NOON, "a1"),
                new Line("p2", "Contoso Travel", NOON, "b2"),
                new Line("p3", "Contoso Wiki", NOON, null));
        var allowed = List.of(
                new Allowed(
                        "c1",
                        "Parcels of the north and of all other directions",
                        List.of("openid", "profile", "email", "roles"),
                        NOON),
                new Allowed("c2", "Contoso Wiki", List.of("openid"), NOON));
        var events = Stream.of("PASSWORD_RESET", "PROOF_GIVEN", "CODE_SENT", "RECOVERY_OPENED", "UNHEARD_OF")
                .map(kind -> new Event(NOON, kind, "192.0.2.17", "Firefox on Linux"))
                .toList();
        var reset = new Reset(NOON, "192.0.2.17", "Firefox on Linux");
        return Map.of(
                "account",
                ana,
                "sessions",
                List.of(HERE, THERE),
                "portals",
                portals,
                "allowed",
                allowed,
                "events",
                events,
                "resetNotice",
                reset);
    }

    private static Map<String, Object> quiet() {
        var li = new Person("li.wei", "li.wei@contoso.example", "Contoso Partners", List.of(), false, "zh-CN");
        return Map.of(
                "account",
                li,
                "sessions",
                List.of(HERE),
                "portals",
                List.of(),
                "allowed",
                List.of(),
                "events",
                List.of(),
                "waiting",
                WaitingSamples.WAITING,
                "move",
                DirectoryMoves.Way.IN);
    }
}
