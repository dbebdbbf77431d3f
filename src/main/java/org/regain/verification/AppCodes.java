package org.regain.verification;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.secret.Code;
import org.regain.secret.Token;
import org.regain.secret.TotpSecret;
import org.springframework.stereotype.Service;

/// Codes of an authenticator app. The database can't open the app's secret, so an answer is counted there first, compared
/// here, and written down there: only the step that was found goes back, and no step serves twice.
@Service
public class AppCodes {

    private final Challenges challenges;
    private final Authenticators authenticators;
    private final Totp totp;
    private final TotpSeal seal;
    private final Clock clock;
    private final SecureRandom random;
    private final TotpSecret nobodys;

    AppCodes(
            Challenges challenges,
            Authenticators authenticators,
            Totp totp,
            TotpSeal seal,
            Clock clock,
            SecureRandom random) {
        this.challenges = challenges;
        this.authenticators = authenticators;
        this.totp = totp;
        this.seal = seal;
        this.clock = clock;
        this.random = random;
        this.nobodys = TotpSecret.random(random);
    }

    /// Asks for an app's code in the place of whatever the flow awaited. Nothing is sent.
    public void ask(FlowId flow) {
        challenges.put(flow, Method.TOTP, null, null, null);
    }

    /// Judges a typed code; `account` is null in a decoy, for which the same work is done.
    public Verdict answer(FlowId flow, Token key, @Nullable AccountId account, Code typed) {
        var counted = challenges.count(flow, key);
        if (counted.refusal() != null || counted.challenge() == null) {
            return counted.refusal() == null ? new Verdict.Nothing() : counted.refusal();
        }
        var found = find(account == null ? AccountId.NOBODY : account, typed);
        if (found.isEmpty() || !counted.mayCount()) {
            return challenges.wrong(flow, key, counted);
        }
        return challenges
                .prove(
                        flow,
                        key,
                        counted.challenge(),
                        found.get().authenticator(),
                        found.get().step(),
                        false,
                        Token.random(random))
                .orElseGet(() -> challenges.wrong(flow, key, counted));
    }

    private Optional<Found> find(AccountId account, Code typed) {
        var now = clock.instant();
        var sealed = authenticators.totps(account);
        if (sealed.isEmpty()) {
            totp.matchingStep(nobodys, typed, now, Totp.Drift.UNKNOWN);
            return Optional.empty();
        }
        Optional<Found> found = Optional.empty();
        for (var one : sealed) {
            OptionalLong step =
                    totp.matchingStep(seal.open(account, one.authenticator(), one.sealed()), typed, now, one.drift());
            if (step.isPresent()) {
                found = Optional.of(new Found(one.authenticator(), step.getAsLong()));
            }
        }
        return found;
    }

    private record Found(UUID authenticator, long step) {}
}
