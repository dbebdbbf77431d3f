package org.regain.verification;

import java.security.SecureRandom;
import java.util.Objects;
import java.util.Optional;
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
            return counted.wrong();
        }
        var used = used(challenge.nonce(), json);
        if (used.isEmpty() || !counted.mayCount() || !used.get().key().account().equals(account)) {
            return counted.wrong();
        }
        return challenges
                .prove(
                        flow,
                        key,
                        challenge.id(),
                        used.get().key().authenticator(),
                        used.get().right().signCount(),
                        used.get().right().backedUp(),
                        Token.random(random))
                .orElseGet(counted::wrong);
    }

    /// The passkey that signed this challenge, whosever it is. Nothing is written: whoever asks has to see to it that the
    /// challenge serves once and that the counter is kept.
    public Optional<Used> used(byte[] nonce, String json) {
        return assertion
                .credentialId(json)
                .flatMap(authenticators::passkey)
                .flatMap(key -> assertion.asserted(nonce, json, key) instanceof Asserted.Right right
                        ? Optional.of(new Used(key, right))
                        : Optional.empty());
    }

    /// A passkey and its right signature.
    public record Used(StoredPasskey key, Asserted.Right right) {}
}
