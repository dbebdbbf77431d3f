package org.regain.claim;

import java.time.Clock;
import java.util.List;
import org.regain.account.Accounts;
import org.regain.claim.ClaimFlow.Choosing;
import org.regain.secret.SavedCode;
import org.regain.secret.Token;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// The end of a claim: its holder is signed in, and sees the codes to keep.
@Component
class ClaimEnd {

    private final ClaimSession session;
    private final Accounts accounts;
    private final Clock clock;

    ClaimEnd(ClaimSession session, Accounts accounts, Clock clock) {
        this.session = session;
        this.accounts = accounts;
        this.clock = clock;
    }

    /// Shown this once, in the answer itself: they are kept nowhere that a later page could read them from.
    String show(ClaimVisit visit, Choosing flow, Token key, List<SavedCode> codes) {
        session.start(flow, key, visit.exchange());
        var account = accounts.find(flow.account()).orElseThrow();
        var model = visit.exchange().model();
        model.addAttribute("service", account.organisationName());
        model.addAttribute("madeAt", clock.instant());
        return visit.show(new ClaimFlow.Claimed(), HttpStatus.OK, "savedCodes", SavedCode.texts(codes));
    }
}
