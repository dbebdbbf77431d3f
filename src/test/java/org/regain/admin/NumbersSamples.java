package org.regain.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.regain.admin.Chart.Part;
import org.regain.admin.Chart.Stack;
import org.regain.admin.DeliveryNumbers.Place;
import org.regain.admin.DeliveryNumbers.Told;
import org.regain.admin.DeliveryNumbers.Waiting;
import org.regain.admin.RecoveryNumbers.Count;

/// Models of the pages with numbers, of a month that went well and of one without anything.
final class NumbersSamples {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private NumbersSamples() {}

    static Map<String, Object> readiness() {
        return Map.of(
                "today", Map.of("READY", 9120, "AT_RISK", 312, "NOT_READY", 41, "UNCLAIMED", 27, "UNKNOWN", 3),
                "states", List.of("READY", "AT_RISK", "NOT_READY", "UNCLAIMED"),
                "remindable", 353,
                "chart",
                        month(i -> List.of(
                                new Part("READY", 8000 + 40 * i),
                                new Part("AT_RISK", 700 - 13 * i),
                                new Part("NOT_READY", 41),
                                new Part("UNCLAIMED", 27))));
    }

    static Map<String, Object> noReadiness() {
        return Map.of(
                "today", Map.of(),
                "states", List.of("READY", "AT_RISK", "NOT_READY", "UNCLAIMED"),
                "remindable", 0,
                "chart", Chart.of(List.of()));
    }

    static Map<String, Object> recoveries() {
        var model = new HashMap<String, Object>();
        model.put("days", 30);
        model.put("choices", Days.CHOICES);
        model.put("begun", 1204);
        model.put("back", 1100);
        model.put("median", Duration.ofSeconds(74));
        model.put("p95", Duration.ofSeconds(421));
        model.put(
                "endings",
                List.of(
                        new Count("RESET", 800),
                        new Count("UNLOCKED", 300),
                        new Count("GIVEN_UP", 80),
                        new Count("VETOED", 1)));
        model.put("places", List.of(new Count("EMAIL", 60), new Count("METHOD", 20)));
        model.put("methods", List.of(new Count("EMAIL", 900), new Count("SAVED_CODE", 200)));
        model.put("chart", month(i -> List.of(new Part("BACK_IN", 30 + i % 7), new Part("NOT_BACK_IN", i % 5))));
        return model;
    }

    static Map<String, Object> noRecoveries() {
        var model = new HashMap<String, Object>();
        model.put("days", 7);
        model.put("choices", Days.CHOICES);
        model.put("begun", 0);
        model.put("back", 0);
        model.put("endings", List.of());
        model.put("places", List.of());
        model.put("methods", List.of());
        model.put("chart", Chart.of(List.of()));
        return model;
    }

    static Map<String, Object> delivery() {
        return Map.of(
                "waiting", List.of(new Waiting("EMAIL", 12, NOON)),
                "portals",
                        List.of(
                                new Told("Contoso Orders", 3, NOON, 1204, 0, "http 404"),
                                new Told("Contoso Travel", 0, null, 17, 2, "unknown host"),
                                new Told("Contoso Wiki", 0, null, 5, 0, null)),
                "places", List.of(new Place("EMAIL", "contoso.example", 1203, 2, 0), new Place("SMS", "ES", 40, 0, 1)),
                "chart",
                        month(i -> List.of(
                                new Part("SENT", 40 + i), new Part("EXPIRED", i % 2), new Part("FAILED", i % 3))));
    }

    static Map<String, Object> noDelivery() {
        return Map.of("waiting", List.of(), "portals", List.of(), "places", List.of(), "chart", Chart.of(List.of()));
    }

    private static Chart month(IntFunction<List<Part>> day) {
        return Chart.of(IntStream.range(0, 30)
                .mapToObj(i -> new Stack(LocalDate.of(2026, 10, 24).plusDays(i), day.apply(i)))
                .toList());
    }
}
