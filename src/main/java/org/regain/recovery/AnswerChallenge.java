package org.regain.recovery;

import java.time.Clock;
import org.regain.audit.AuditEvent;
import org.regain.audit.AuditLog;
import org.regain.audit.Origin;
import org.regain.delivery.NoticeKind;
import org.regain.delivery.Notices;
import org.regain.law.Numbers;
import org.regain.secret.Token;
import org.regain.verification.Answer;
import org.regain.verification.Answers;
import org.regain.verification.Verdict;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// A typed code is judged. Counting, comparing, consuming and writing the proof are one statement of the database, which
/// is over before anything else is done with the verdict.
@Service
class AnswerChallenge {

    private final Answers answers;
    private final RecoveryFlows flows;
    private final UntoldProofs untold;
    private final Notices notices;
    private final AuditLog audit;
    private final RecoveryPolicy policy;
    private final Clock clock;
    private final TransactionTemplate transaction;

    AnswerChallenge(
            Answers answers,
            RecoveryFlows flows,
            UntoldProofs untold,
            Notices notices,
            AuditLog audit,
            Numbers numbers,
            Clock clock,
            TransactionTemplate transaction) {
        this.answers = answers;
        this.flows = flows;
        this.untold = untold;
        this.notices = notices;
        this.audit = audit;
        this.policy = RecoveryPolicy.of(numbers);
        this.clock = clock;
        this.transaction = transaction;
    }

    /// A verdict and what it makes of the flow.
    ///
    /// @param flow what the flow is now
    record Answered(Verdict verdict, RecoveryFlow flow) {}

    Answered answer(RecoveryFlow.Challenged flow, Token key, Answer answer, Origin origin) {
        var head = flow.head();
        var verdict = answers.judge(head.id(), key, head.account(), flow.challenge(), answer, origin);
        var after = flow.answered(verdict, policy, clock.instant());
        var account = head.account();
        var id = head.id().value();
        var method = flow.challenge().method().name();
        if (!(verdict instanceof Verdict.Proven)) {
            audit.append(new AuditEvent.AnswerWrong(account, id, method), origin);
        } else if (after instanceof RecoveryFlow.Verified) {
            audit.append(new AuditEvent.AnswerRight(account, id, method), origin);
        } else {
            transaction.executeWithoutResult(_ -> {
                audit.append(new AuditEvent.AnswerRight(account, id, method), origin);
                // Half of what it takes: the owner hears of it while it can still be stopped (ASVS 6.3.5).
                notices.tell(account, NoticeKind.RECOVERY_STARTED_PARTLY);
            });
        }
        return new Answered(verdict, after);
    }

    /// Writes down and tells what was not, of some recoveries. How much there was.
    int tellWhatIsUntold(int most) {
        return transaction.execute(_ -> {
            var some = untold.take(most);
            for (var one : some) {
                audit.append(
                        new AuditEvent.AnswerRight(
                                one.account(), one.flow().value(), one.method().name()),
                        one.origin());
                if (flows.find(one.flow()).filter(AnswerChallenge::tookMore).isPresent()) {
                    notices.tell(one.account(), NoticeKind.RECOVERY_STARTED_PARTLY);
                }
            }
            return some.size();
        });
    }

    /// Whether what was proven has not led on, as far as can be told afterwards.
    private static boolean tookMore(RecoveryFlow now) {
        return !(now instanceof RecoveryFlow.Verified || now instanceof RecoveryFlow.Completed);
    }
}
