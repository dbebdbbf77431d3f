package org.regain.verification;

import java.security.SecureRandom;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.secret.Token;
import org.springframework.stereotype.Service;

/// Passkeys as proofs. What has to be signed is chosen here and kept with the challenge; the answer is counted in the
/// database first, judged here, and written down there with the passkey's counter.
@Service
public class PasskeyProofs {

    private static final int NONCE_BYTES = 32;

    private final Challenges challenges;
    private final Authenticators authenticators;
    private final PasskeyAssertion assertion;
    private final SecureRandom random;

    PasskeyProofs(
            Challenges challenges, Authenticators authenticators, PasskeyAssertion assertion, SecureRandom random) {
        this.challenges = challenges;
        this.authenticators = authenticators;
        this.assertion = assertion;
        this.random = random;
    }

    /// Asks for a passkey in the place of whatever the flow awaited.
    public void ask(FlowId flow) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        challenges.put(flow, Method.PASSKEY, null, null, nonce);
    }

    /// What the browser is asked, as JSON; the same for everybody but for what is to be signed.
    public String options(Challenge challenge) {
        return assertion.options(Objects.requireNonNull(challenge.nonce()));
    }

    /// Judges what a browser sent for the flow's live challenge; `account` is null in a decoy.
    public Verdict answer(FlowId flow, Token key, @Nullable AccountId account, Challenge challenge, String json) {
        var counted = challenges.count(flow, key);
        if (counted.refusal() != null || counted.challenge() == null) {
            return counted.refusal() == null ? new Verdict.Nothing() : counted.refusal();
        }
        if (!counted.challenge().equals(challenge.id()) || challenge.nonce() == null) {
            return challenges.wrong(flow, key, counted);
        }
        if (!(used(challenge.nonce(), json) instanceof Use.Right(var passkey, var right))
                || !counted.mayCount()
                || !passkey.account().equals(account)) {
            return challenges.wrong(flow, key, counted);
        }
        return challenges
                .prove(
                        flow,
                        key,
                        challenge.id(),
                        passkey.authenticator(),
                        right.signCount(),
                        right.backedUp(),
                        Token.random(random))
                .orElseGet(() -> challenges.wrong(flow, key, counted));
    }

    /// The passkey that signed this challenge, whosever it is. Nothing is written: whoever asks has to see to it that the
    /// challenge serves once and that the counter is kept.
    public Use used(byte[] nonce, String json) {
        var key = assertion.credentialId(json).flatMap(authenticators::passkey);
        return key.isEmpty()
                ? new Use.None()
                : switch (assertion.asserted(nonce, json, key.get())) {
                    case Asserted.Right right -> new Use.Right(key.get(), right);
                    case Asserted.Unusable(var reason) -> new Use.Unusable(key.get(), reason);
                    case Asserted.Wrong _ -> new Use.None();
                };
    }

    /// What a browser's answer came to.
    public sealed interface Use {

        /// A passkey and its right signature.
        record Right(StoredPasskey key, Asserted.Right right) implements Use {}

        /// A passkey whose signature is right, and which is not to be taken; whose it is may be told why.
        record Unusable(StoredPasskey key, PasskeyFault reason) implements Use {}

        /// Nobody's passkey, or not its signature.
        record None() implements Use {}
    }
}
