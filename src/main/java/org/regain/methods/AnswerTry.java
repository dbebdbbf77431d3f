package org.regain.methods;

import org.regain.methods.RegisterFlows.Ending;
import org.regain.secret.Token;
import org.regain.sessions.Acting;
import org.regain.verification.Answer;
import org.regain.verification.Answers;
import org.regain.verification.Verdict;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The answer to a method that is tried, and the end of the try when it is right. A wrong one is said and nothing more:
/// whoever is signed in stays so.
@Service
class AnswerTry {

    private final Answers answers;
    private final RegisterFlows flows;
    private final MethodRecord record;
    private final TransactionTemplate transaction;

    AnswerTry(Answers answers, RegisterFlows flows, MethodRecord record, TransactionTemplate transaction) {
        this.answers = answers;
        this.flows = flows;
        this.record = record;
        this.transaction = transaction;
    }

    /// What came of it.
    sealed interface Tried {

        /// An address or number is theirs from now on.
        record Confirmed() implements Tried {}

        /// A method of theirs works.
        record Works() implements Tried {}

        /// The session has to show more before it adds anything.
        record Stale() implements Tried {}

        /// Not right, or not judged.
        record Not(Verdict why) implements Tried {}
    }

    Tried answer(Acting by, RegisterFlow flow, Token key, Answer answer) {
        if (flow.challenge() == null) {
            return new Tried.Not(new Verdict.Nothing());
        }
        return switch (answers.judge(flow.id(), key, flow.account(), flow.challenge(), answer, by.origin())) {
            case Verdict.Proven(var next, _) -> end(by, flow, next);
            case Verdict other -> new Tried.Not(other);
        };
    }

    private Tried end(Acting by, RegisterFlow flow, Token key) {
        return transaction.execute(_ -> switch (flows.finish(by, flow.id(), key)) {
            case Ending.CONFIRMED -> {
                record.added(by, flow.method());
                yield new Tried.Confirmed();
            }
            // Nothing has changed, so nobody is written to.
            case Ending.TRIED -> new Tried.Works();
            case Ending.STALE -> new Tried.Stale();
            case Ending.NOT_PROVEN, Ending.GONE -> new Tried.Not(new Verdict.Gone());
        });
    }
}
