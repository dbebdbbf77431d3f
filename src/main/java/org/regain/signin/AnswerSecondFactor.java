package org.regain.signin;

import java.util.List;
import org.regain.audit.Origin;
import org.regain.secret.SavedCode;
import org.regain.secret.Token;
import org.regain.sessions.NewSession;
import org.regain.signin.PendingSignIn.Asked;
import org.regain.verification.Answer;
import org.regain.verification.Answers;
import org.regain.verification.Method;
import org.regain.verification.SavedCodes;
import org.regain.verification.Verdict;
import org.springframework.stereotype.Service;

/// The second factor is judged, and when it is right the sign-in is completed. Judging counts first and is over before the
/// completion begins, so that nothing which goes wrong there gives a guess back.
@Service
class AnswerSecondFactor {

    private final Answers answers;
    private final SignInFlows flows;
    private final SavedCodes savedCodes;
    private final SignInRecord record;

    AnswerSecondFactor(Answers answers, SignInFlows flows, SavedCodes savedCodes, SignInRecord record) {
        this.answers = answers;
        this.flows = flows;
        this.savedCodes = savedCodes;
        this.record = record;
    }

    /// What came of it.
    sealed interface Answered {

        /// The sign-in is complete.
        ///
        /// @param replacements in the place of a saved code that was used; shown once and nowhere else
        record Done(NewSession session, List<SavedCode> replacements) implements Answered {}

        /// Not right, or not judged.
        ///
        /// @param after what the sign-in is now
        record Refused(Verdict verdict, PendingSignIn after) implements Answered {}
    }

    Answered answer(Asked flow, Token key, Answer answer, Origin origin) {
        var method = flow.challenge().method();
        var verdict = answers.judge(flow.id(), key, flow.account(), flow.challenge(), answer, origin);
        if (!(verdict instanceof Verdict.Proven(var next, _))) {
            record.answeredWrongly(flow, verdict, origin);
            return new Answered.Refused(verdict, flow.after(verdict));
        }
        // One new code for the one that was used (NIST SP 800-63B-4 § 4.2.1.1).
        var replacements = savedCodes.generate(method == Method.SAVED_CODE ? 1 : 0);
        return flows.finish(flow.id(), next, savedCodes.macs(flow.account(), replacements))
                .<Answered>map(it -> new Answered.Done(it, replacements))
                .orElseGet(() -> new Answered.Refused(new Verdict.Gone(), new PendingSignIn.Over()));
    }
}
