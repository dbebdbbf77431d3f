package org.regain.methods;

import java.time.Clock;
import java.util.UUID;
import org.regain.law.Numbers;
import org.regain.methods.TryMethod.Begun;
import org.regain.readiness.Holdings;
import org.regain.web.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// "Is this still yours?" A method that was not used for half a year is tried once, so that nobody finds out that it is gone
/// on the day they need it.
@Controller
class CheckController {

    private final Holdings holdings;
    private final TryMethod tryMethod;
    private final MethodChanges changes;
    private final Numbers numbers;
    private final Clock clock;

    CheckController(Holdings holdings, TryMethod tryMethod, MethodChanges changes, Numbers numbers, Clock clock) {
        this.holdings = holdings;
        this.tryMethod = tryMethod;
        this.changes = changes;
        this.numbers = numbers;
        this.clock = clock;
    }

    record MethodForm(UUID id) {}

    @GetMapping("/account/check")
    String ask(MethodsVisit visit) {
        var owned = holdings.of(visit.account());
        return owned.unused(holdings.usable(), clock.instant().minus(numbers.longUnused()))
                .map(method -> {
                    visit.model().addAttribute("method", method);
                    visit.model().addAttribute("mayPutOff", owned.checksPutOff() < numbers.checksPutOff());
                    return "methods/check";
                })
                .orElse("redirect:/");
    }

    /// "Not now".
    @PostMapping("/account/check/later")
    String later(MethodsVisit visit) {
        changes.putOffCheck(visit.account());
        return "redirect:/";
    }

    /// "Try it", of any method of theirs.
    @PostMapping("/account/try/start")
    String start(MethodForm form, MethodsVisit visit) {
        var method = holdings.of(visit.account())
                .find(form.id())
                .filter(it -> holdings.usable().contains(it.kind()));
        if (method.isEmpty()) {
            return visit.refuse(Ruling.NONE);
        }
        return switch (tryMethod.begin(visit.by(), method.get())) {
            case Begun.Asked(var key) -> {
                visit.keepTry(key);
                yield "redirect:" + TryController.PATH;
            }
            case Begun.Limited(var until) ->
                visit.refuse(
                        HttpStatus.TOO_MANY_REQUESTS,
                        Refusal.untilOrFrom("refusal.send.limit", "refusal.send.day", clock.instant(), until));
        };
    }
}
