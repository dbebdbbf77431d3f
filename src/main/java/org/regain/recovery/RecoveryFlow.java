package org.regain.recovery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.flow.Stepped;
import org.regain.verification.Challenge;
import org.regain.verification.Method;
import org.regain.verification.Verdict;

/// A claimant's way back into one account, from the first form to its end.
///
/// Each record is a state; each method on it is a step which that state permits, so an illegal step does not compile.
/// Steps are pure: they read neither clock nor database. Which state a stored flow is in is never stored: [#derive] works
/// it out from the live challenge and the proofs each time, so no step name can be forged or confused
/// (CVE-2026-18963). Diagram: `docs/flow.md`.
///
/// Source: NIST SP 800-63B-4 § 4.2; OWASP ASVS 5.0 §§ 6.4–6.6.
public sealed interface RecoveryFlow extends Stepped {

    Head head();

    @Override
    default int step() {
        return head().step();
    }

    /// The state that rows of the database amount to.
    static RecoveryFlow derive(
            Head head, @Nullable Challenge live, RecoveryPolicy policy, @Nullable Instant provenAt, Instant now) {
        if (!now.isBefore(head.expiresAt())) {
            return new Ended(head, EndReason.EXPIRED);
        }
        if (live != null && live.open(now)) {
            return new Challenged(head, live);
        }
        return settled(head, policy, provenAt == null ? now : provenAt);
    }

    /// Nothing is awaited: verified when the proofs are enough for the aim, else opened.
    private static RecoveryFlow settled(Head head, RecoveryPolicy policy, Instant provenAt) {
        var account = head.account();
        var aim = head.aim();
        return account != null && aim != null && policy.enough(head.proven(), aim, head.required())
                ? new Verified(head, account, provenAt.plus(policy.provenFor()))
                : new Opened(head);
    }

    /// Begun; the claimant says what they are here for, and chooses how to prove who they are.
    record Opened(Head head) implements RecoveryFlow {

        public Opened aim(Aim aim) {
            return new Opened(head.aiming(aim));
        }

        /// Whether proving by this method would lead on.
        public boolean offers(Method method) {
            var proven = head.proven();
            return head.aim() != null
                    && !proven.by(method)
                    && (proven.isEmpty()
                            || proven.with(method, true).classes() > proven.classes()
                            || (head.aim() == Aim.UNLOCK && proven.older().isEmpty()));
        }

        public Challenged challenge(Challenge challenge) {
            return new Challenged(head.next(), challenge);
        }

        /// Whether something was shown that serves by itself, so that waiting can take the place of what is missing.
        public boolean mayWait() {
            return head.account() != null
                    && head.aim() == Aim.RESET
                    && head.proven().classes() > 0;
        }

        /// "I have none of these any more": this recovery is over, and another may be entitled by the same proof in some days.
        public Ended waitInstead() {
            return new Ended(head.next(), EndReason.WAITING);
        }

        public Ended cancel() {
            return new Ended(head.next(), EndReason.CANCELLED);
        }
    }

    /// An answer is awaited.
    record Challenged(Head head, Challenge challenge) implements RecoveryFlow {

        /// What the flow is after its answer was judged. The answer was counted before (`answer_challenge`).
        public RecoveryFlow answered(Verdict verdict, RecoveryPolicy policy, Instant now) {
            return switch (verdict) {
                case Verdict.Proven(_, var older) -> settled(head.proving(challenge.method(), older), policy, now);
                case Verdict.Wrong() -> answerSpent();
                case Verdict.Held _ -> answerSpent();
                case Verdict.Spent() -> new Opened(head.next());
                case Verdict.Nothing() -> new Opened(head);
                case Verdict.Gone() -> new Ended(head, EndReason.SUPERSEDED);
            };
        }

        public Challenged sendAgain(Challenge newer) {
            return new Challenged(head.next(), newer);
        }

        /// The challenge is withdrawn. Proofs neither come nor go by this.
        public Opened useAnother() {
            return new Opened(head.next());
        }

        public Ended cancel() {
            return new Ended(head.next(), EndReason.CANCELLED);
        }

        private RecoveryFlow answerSpent() {
            var left = challenge.spendAnswer();
            return left.answersLeft() > 0 ? new Challenged(head.next(), left) : new Opened(head.next());
        }
    }

    /// Enough was proven to act on `account` until `provenUntil`. This is not a signed-in session.
    /// A decoy has no account, so it cannot get here by type.
    record Verified(Head head, AccountId account, Instant provenUntil) implements RecoveryFlow {

        /// "I don't remember it: choose a new one". More may have to be proven for that.
        public RecoveryFlow resetInstead(RecoveryPolicy policy) {
            return settled(head.aiming(Aim.RESET), policy, provenUntil.minus(policy.provenFor()));
        }

        /// "I do remember it: keep it". One proof is enough for that.
        public Verified unlockInstead() {
            return new Verified(head.aiming(Aim.UNLOCK), account, provenUntil);
        }

        /// One more try at the existing password, to be stored *before* the password is looked at.
        public Verified tryPassword() {
            return new Verified(head.tryingPassword(), account, provenUntil);
        }

        public Applying apply(Outcome outcome) {
            return new Applying(head.next(), account, outcome);
        }

        public Ended cancel() {
            return new Ended(head.next(), EndReason.CANCELLED);
        }
    }

    /// Inside the final transaction: the database derives the entitlement once more and has the last word.
    record Applying(Head head, AccountId account, Outcome outcome) implements RecoveryFlow {

        public Completed applied(int sessionsEnded) {
            return new Completed(head, outcome, sessionsEnded);
        }

        public Ended refused(EndReason reason) {
            return new Ended(head, reason);
        }
    }

    /// Done; the claimant can sign in. Nobody was signed in by it.
    record Completed(Head head, Outcome outcome, int sessionsEnded) implements RecoveryFlow {}

    /// Over without effect. Nothing leads on from here but starting anew.
    record Ended(Head head, EndReason reason) implements RecoveryFlow {}
}
