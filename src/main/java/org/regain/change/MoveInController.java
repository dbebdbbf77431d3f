package org.regain.change;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.regain.account.Accounts;
import org.regain.change.MoveIn.Moving;
import org.regain.secret.Password;
import org.regain.sessions.Acting;
import org.regain.sessions.SessionStart;
import org.regain.sessions.Subscriber;
import org.regain.signin.ConfirmFor;
import org.regain.tally.Tally;
import org.regain.web.Exchange;
import org.regain.web.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.ModelMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// "Use the password of your organisation's directory", for people to whom that is offered.
@Controller
class MoveInController {

    static final String PATH = "/account/directory";

    private static final String HERE = "currentPassword";
    private static final String THERE = "directoryPassword";

    private static final Refusal WRONG_HERE =
            Refusal.of("refusal.current-password.wrong").on(HERE);
    private static final Refusal WRONG_THERE = Refusal.of("refusal.move.wrong").on(THERE);

    private static final String STALE = "redirect:" + ConfirmFor.DIRECTORY.ask();

    private final Accounts accounts;
    private final MoveIn moveIn;
    private final SessionStart sessions;
    private final Clock clock;
    private final Tally tally;

    MoveInController(Accounts accounts, MoveIn moveIn, SessionStart sessions, Clock clock, Tally tally) {
        this.accounts = accounts;
        this.moveIn = moveIn;
        this.sessions = sessions;
        this.clock = clock;
        this.tally = tally;
    }

    record MoveForm(String currentPassword, String directoryPassword) {

        @Override
        public String toString() {
            return "MoveForm[redacted]";
        }
    }

    @GetMapping(PATH)
    String ask(@AuthenticationPrincipal Subscriber who, HttpServletRequest request, ModelMap model) {
        var by = Acting.of(request);
        if (!moveIn.isOffered(by)) {
            return "redirect:/";
        }
        return switch (moveIn.standing(by)) {
            case OVER, OUTGROWN, OLD -> STALE;
            case FRESH, HELD -> page(who, model);
        };
    }

    @PostMapping(PATH)
    String move(
            MoveForm form,
            @AuthenticationPrincipal Subscriber who,
            HttpServletRequest request,
            HttpServletResponse response,
            ModelMap model) {
        var exchange = new Exchange(request, response, model);
        var here = Password.of(form.currentPassword());
        if (here.isEmpty()) {
            return refuse(who, exchange, WRONG_HERE);
        }
        var there = Password.of(form.directoryPassword());
        if (there.isEmpty()) {
            return refuse(who, exchange, WRONG_THERE);
        }
        var session = request.getSession().getId();
        return switch (tally.flow(
                Tally.Kind.CHANGE,
                Tally.Step.FINISH,
                moveIn.move(Acting.of(request), here.get(), there.get(), session))) {
            case Moving.Done(var renewed) -> {
                sessions.renew(renewed, request, response);
                yield "redirect:/";
            }
            case Moving.WrongHere() -> refuse(who, exchange, WRONG_HERE);
            case Moving.WrongThere() -> refuse(who, exchange, WRONG_THERE);
            case Moving.Limited(var until) ->
                refuse(
                        who,
                        exchange,
                        Refusal.until("refusal.current-password.limit", clock.instant(), until)
                                .on(HERE));
            case Moving.Locked() ->
                refuse(who, exchange, Refusal.of("refusal.move.locked").on(THERE));
            case Moving.Expired() ->
                refuse(who, exchange, Refusal.of("refusal.move.expired").on(THERE));
            case Moving.Privileged() -> refuse(who, exchange, Refusal.of("refusal.move.privileged"));
            case Moving.Unread() -> refuse(who, exchange, Refusal.of("refusal.move.unread"));
            case Moving.NotOffered() -> {
                model.addAttribute("over", true);
                yield refuse(who, exchange, Refusal.of("refusal.move.void"));
            }
            case Moving.Frozen() -> refuse(who, exchange, Refusal.of("refusal.frozen"));
            case Moving.Stale() -> STALE;
        };
    }

    private String refuse(Subscriber who, Exchange exchange, Refusal refusal) {
        exchange.refuse(HttpStatus.UNPROCESSABLE_CONTENT, refusal);
        return page(who, exchange.model());
    }

    private String page(Subscriber who, ModelMap model) {
        accounts.find(who.account()).ifPresent(it -> model.addAttribute("username", it.signInName()));
        return "change/move-in";
    }
}
