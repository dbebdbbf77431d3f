package org.regain.verification;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.audit.AuditEvent;
import org.regain.audit.AuditLog;
import org.regain.audit.Origin;
import org.regain.secret.Code;
import org.regain.secret.KeyMissing;
import org.regain.secret.Token;
import org.regain.secret.TotpSecret;
import org.springframework.stereotype.Service;

/// Codes of an authenticator app. The database can't open the app's secret, so it is opened here, an answer is counted there before
/// it is compared here, and written down there: only the step that was found goes back, and no step serves twice.
@Service
public class AppCodes {

    private final Challenges challenges;
    private final Authenticators authenticators;
    private final Totp totp;
    private final TotpSeal seal;
    private final AuditLog audit;
    private final Clock clock;
    private final SecureRandom random;
    private final TotpSecret nobodys;

    AppCodes(
            Challenges challenges,
            Authenticators authenticators,
            Totp totp,
            TotpSeal seal,
            AuditLog audit,
            Clock clock,
            SecureRandom random) {
        this.challenges = challenges;
        this.authenticators = authenticators;
        this.totp = totp;
        this.seal = seal;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
        this.nobodys = TotpSecret.random(random);
    }

    /// Asks for an app's code in the place of whatever the flow awaited. Nothing is sent.
    public void ask(FlowId flow) {
        challenges.put(flow, Method.TOTP, null, null, null);
    }

    /// Judges a typed code; `account` is null in a decoy, for which the same work is done. An app whose secret does not open here
    /// is passed by, so that its owner's other one serves, and that is written down unless another app's code it was.
    ///
    /// @throws KeyMissing where none opens: nothing is compared then, and nothing counted
    Verdict answer(FlowId flow, Token key, @Nullable AccountId account, Code typed, Origin origin) {
        var whose = account == null ? AccountId.NOBODY : account;
        var apps = open(whose);
        if (apps.opened().isEmpty() && apps.closed() != null) {
            audit.append(new AuditEvent.NotVerifiable(whose), origin);
            throw apps.closed();
        }
        var counted = challenges.count(flow, key);
        if (counted.refusal() != null || counted.challenge() == null) {
            return counted.refusal() == null ? new Verdict.Nothing() : counted.refusal();
        }
        var found = find(apps.opened(), typed);
        if (found.isEmpty() && apps.closed() != null) {
            audit.append(new AuditEvent.NotVerifiable(whose), origin);
        }
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

    private Apps open(AccountId account) {
        var opened = new ArrayList<App>();
        KeyMissing closed = null;
        for (var one : authenticators.totps(account)) {
            try {
                opened.add(new App(
                        one.authenticator(), seal.open(account, one.authenticator(), one.sealed()), one.drift()));
            } catch (KeyMissing missing) {
                closed = missing;
            }
        }
        return new Apps(opened, closed);
    }

    private Optional<Found> find(List<App> apps, Code typed) {
        var now = clock.instant();
        if (apps.isEmpty()) {
            totp.matchingStep(nobodys, typed, now, Totp.Drift.UNKNOWN);
            return Optional.empty();
        }
        Optional<Found> found = Optional.empty();
        for (var app : apps) {
            OptionalLong step = totp.matchingStep(app.secret(), typed, now, app.drift());
            if (step.isPresent()) {
                found = Optional.of(new Found(app.authenticator(), step.getAsLong()));
            }
        }
        return found;
    }

    /// @param closed why one more did not open; null where each did
    private record Apps(List<App> opened, @Nullable KeyMissing closed) {}

    private record App(UUID authenticator, TotpSecret secret, Totp.Drift drift) {}

    private record Found(UUID authenticator, long step) {}
}
