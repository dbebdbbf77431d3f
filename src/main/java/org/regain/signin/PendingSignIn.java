package org.regain.signin;

import org.regain.account.AccountId;
import org.regain.flow.Stepped;
import org.regain.verification.Challenge;
import org.regain.verification.FlowId;
import org.regain.verification.Verdict;

/// A sign-in whose password was right, and which takes a second factor.
///
/// As with a recovery, the state is derived from the live challenge and the proofs each time, never stored. There is no
/// state "proven": the right answer and the session are one request.
sealed interface PendingSignIn extends Stepped {

    /// A method is to be chosen.
    record Choosing(FlowId id, int step, AccountId account) implements PendingSignIn {}

    /// An answer is awaited.
    record Asked(FlowId id, int step, AccountId account, Challenge challenge) implements PendingSignIn {

        /// What an answer that did not prove anything makes of it.
        PendingSignIn after(Verdict verdict) {
            return switch (verdict) {
                case Verdict.Wrong(), Verdict.Held _ -> answerSpent();
                case Verdict.Spent() -> new Choosing(id, step + 1, account);
                case Verdict.Nothing() -> new Choosing(id, step, account);
                case Verdict.Proven _, Verdict.Gone() -> new Over();
            };
        }

        private PendingSignIn answerSpent() {
            var left = challenge.spendAnswer();
            return left.answersLeft() > 0
                    ? new Asked(id, step + 1, account, left)
                    : new Choosing(id, step + 1, account);
        }
    }

    /// Completed, left, expired, or ended by something that happened to the account. The password is to be typed again.
    record Over() implements PendingSignIn {}
}
