package org.regain.recovery;

import java.time.Clock;
import org.regain.recovery.UsePermit.Using;
import org.regain.web.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// "I have a permit from a mail". The page is the same for everybody, and wherever their recovery stands.
@Controller
class PermitController {

    private final UsePermit usePermit;
    private final Clock clock;

    PermitController(UsePermit usePermit, Clock clock) {
        this.usePermit = usePermit;
        this.clock = clock;
    }

    record PermitForm(String permit) {

        @Override
        public String toString() {
            return "PermitForm[redacted]";
        }
    }

    @GetMapping("/recover/permit")
    String ask(Visit visit) {
        return visit.page("recovery/permit");
    }

    @PostMapping("/recover/permit")
    String use(PermitForm form, Visit visit) {
        return visit.anywhere((flow, key) -> switch (usePermit.use(flow, key, form.permit(), visit.origin())) {
            case Using.Used() -> visit.go(flow);
            case Using.Unknown() ->
                visit.refuseOn(
                        "recovery/permit",
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        Refusal.of("refusal.permit.unknown").on("permit"));
            case Using.Limited(var until) ->
                visit.refuseOn(
                        "recovery/permit",
                        HttpStatus.TOO_MANY_REQUESTS,
                        Refusal.until("refusal.links.limit", clock.instant(), until));
        });
    }
}
