package org.regain.admin;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.regain.admin.RecoveryNumbers.Count;
import org.regain.admin.RecoveryNumbers.End;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// How recoveries went: how many got back in, how fast, by what; and where the others stopped.
@Controller
class RecoveriesController {

    private final RecoveryNumbers numbers;
    private final Clock clock;

    RecoveriesController(RecoveryNumbers numbers, Clock clock) {
        this.numbers = numbers;
        this.clock = clock;
    }

    @GetMapping(ConsoleGate.PLACE + "/recoveries")
    String show(@RequestParam(name = "days", required = false) @Nullable String asked, AdminVisit visit) {
        var days = Days.of(visit.administrator().organisation(), asked, clock);
        var ends = numbers.ends(days);
        var times = numbers.times(days);
        var model = visit.model();
        model.addAttribute("days", days.many());
        model.addAttribute("choices", Days.CHOICES);
        model.addAttribute("begun", many(ends, _ -> true));
        model.addAttribute("back", many(ends, end -> end.place() == null));
        model.addAttribute("median", times.median());
        model.addAttribute("p95", times.p95());
        model.addAttribute("endings", sums(ends, End::ending));
        model.addAttribute("places", sums(where(ends), end -> Objects.requireNonNull(end.place())));
        model.addAttribute("methods", numbers.methods(days));
        model.addAttribute("chart", Chart.of(numbers.perDay(days)));
        return visit.page("recoveries", "recoveries");
    }

    /// Those that nobody but the claimant brought to nothing.
    private static List<End> where(List<End> ends) {
        return ends.stream()
                .filter(end -> end.ending().equals("GIVEN_UP") || end.ending().equals("TOO_MANY"))
                .toList();
    }

    private static int many(List<End> ends, Predicate<End> which) {
        return ends.stream().filter(which).mapToInt(End::many).sum();
    }

    /// The most first.
    private static List<Count> sums(List<End> ends, Function<End, String> by) {
        var sums = new TreeMap<String, Integer>();
        ends.forEach(end -> sums.merge(by.apply(end), end.many(), Integer::sum));
        var counts = new ArrayList<Count>();
        sums.forEach((what, many) -> counts.add(new Count(what, many)));
        counts.sort((one, other) -> Integer.compare(other.many(), one.many()));
        return counts;
    }
}
