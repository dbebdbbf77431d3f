package org.regain.claim;

import java.util.List;
import java.util.Optional;
import org.regain.account.Language;
import org.regain.audit.Origin;
import org.regain.claim.ClaimFlow.Choosing;
import org.regain.claim.ClaimFlow.Confirming;
import org.regain.secret.Code;
import org.regain.secret.Password;
import org.regain.secret.SavedCode;
import org.regain.secret.Token;
import org.regain.sessions.Acting;
import org.regain.sessions.SignInRef;
import org.regain.verification.Answer;
import org.regain.verification.Answers;
import org.regain.verification.Verdict;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Service;

/// A claim walked from its link to its end without a browser, for the demo's people: by the same use cases, with the link
/// and the code out of their mails. There is no shorter way to an account, not even here.
@Service
@Profile("demo")
public class ClaimWalk {

    private final OpenClaim openClaim;
    private final Answers answers;
    private final FinishClaim finishClaim;
    private final ClaimFlows flows;

    ClaimWalk(OpenClaim openClaim, Answers answers, FinishClaim finishClaim, ClaimFlows flows) {
        this.openClaim = openClaim;
        this.answers = answers;
        this.finishClaim = finishClaim;
        this.flows = flows;
    }

    /// Posts the link; nothing when it is dead. The claim's handle comes back, and a code is mailed.
    public Optional<Token> open(Token link, Origin origin) {
        return openClaim.open(link, Language.ENGLISH, origin) instanceof OpenClaim.Opening.Opened(var key)
                ? Optional.of(key)
                : Optional.empty();
    }

    /// Types the code; the claim's next handle comes back when it is right.
    public Optional<Token> confirm(Token key, Code code, Origin origin) {
        return flows.find(key).orElseThrow() instanceof Confirming flow
                        && flow.challenge() != null
                        && answers.judge(
                                        flow.id(), key, flow.account(), flow.challenge(), new Answer.Sent(code), origin)
                                instanceof Verdict.Proven(var next, _)
                ? Optional.of(next)
                : Optional.empty();
    }

    /// Chooses the password; nothing when it is not accepted.
    public Optional<Claimed> finish(Token key, Password password, Origin origin) {
        return flows.find(key).orElseThrow() instanceof Choosing flow
                        && finishClaim.finish(flow, key, password) instanceof FinishClaim.Finish.Done(var codes)
                ? Optional.of(new Claimed(
                        codes,
                        new Acting(
                                flows.claimedBy(flow.id()),
                                new SignInRef(flow.id().value(), key.hash()),
                                origin)))
                : Optional.empty();
    }

    /// Somebody who has just claimed their account and may add methods to it.
    ///
    /// @param savedCodes to be shown once
    public record Claimed(List<SavedCode> savedCodes, Acting acting) {}
}
