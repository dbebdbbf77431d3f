package org.regain.recovery;

import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.regain.flow.FlowVisit;
import org.regain.secret.SavedCode;
import org.regain.secret.Token;
import org.regain.web.Exchange;
import org.regain.web.Refusal;
import org.regain.web.SecretCookie;
import org.springframework.http.HttpStatus;

/// One request of a claimant: the recovery their cookie leads to, or none.
final class Visit extends FlowVisit<RecoveryFlow> {

    private final @Nullable Token key;
    private final @Nullable RecoveryFlow flow;
    private final Screens screens;

    Visit(@Nullable Token key, @Nullable RecoveryFlow flow, Exchange exchange, Screens screens) {
        super(SecretCookie.RECOVERY, key, flow, exchange);
        this.key = key;
        this.flow = flow;
        this.screens = screens;
    }

    @Override
    protected String page(RecoveryFlow now) {
        return screens.show(exchange().model(), now);
    }

    /// The page at `path`, or where the flow stands instead.
    String open(String path) {
        if (flow == null) {
            return "redirect:/recover";
        }
        var here = Screens.path(flow);
        return here.equals(path) ? page(flow) : "redirect:" + here;
    }

    /// A page that is no state's, and stands beside the flow wherever it is. Who has no flow begins one.
    String page(String template) {
        return flow == null ? "redirect:/recover" : template;
    }

    /// [#page], with a sentence that says what was refused and what to do.
    String refuseOn(String template, HttpStatus status, Refusal refusal) {
        exchange().refuse(status, refusal);
        return template;
    }

    /// Does what is no step, and so may come from any page of this flow.
    String anywhere(BiFunction<RecoveryFlow, Token, String> act) {
        return flow == null || key == null ? notHere() : act.apply(flow, key);
    }

    @Override
    public String stale() {
        return switch (flow) {
            case null -> notHere();
            case RecoveryFlow.Ended _, RecoveryFlow.Completed _ -> go(flow);
            case RecoveryFlow _ -> refuse(flow, HttpStatus.CONFLICT, Refusal.of("refusal.stale"));
        };
    }

    private String notHere() {
        exchange().response().setStatus(HttpStatus.GONE.value());
        return Screens.notHere(exchange().model());
    }

    /// Leads on to the page of the flow's new state.
    String go(RecoveryFlow after) {
        return "redirect:" + Screens.path(after);
    }

    /// The end of the flow. What replaces a used saved code is shown this once, in the answer itself: it is kept nowhere
    /// that a later page could read it from.
    String done(RecoveryFlow flow, List<SavedCode> replacements) {
        return replacements.isEmpty()
                ? go(flow)
                : show(flow, HttpStatus.OK, "savedCodes", SavedCode.texts(replacements));
    }
}
