package org.regain.signin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.account.Language;
import org.regain.audit.AuditEvent;
import org.regain.audit.AuditLog;
import org.regain.audit.Origin;
import org.regain.flow.TokenSource;
import org.regain.limits.Limit;
import org.regain.limits.Limits;
import org.regain.limits.Taken;
import org.regain.secret.MacPurpose;
import org.regain.secret.Macs;
import org.regain.secret.Token;
import org.regain.sessions.NewSession;
import org.regain.verification.Method;
import org.regain.verification.PasskeyFault;
import org.regain.verification.PasskeyProofs;
import org.regain.verification.PasskeyProofs.Use;
import org.regain.verification.StoredPasskey;
import org.springframework.stereotype.Service;

/// A passkey signs in by itself: it is a thing somebody has, and it has verified its user, which makes two factors. Whose it
/// is, the database says; no name is typed.
///
/// Source: NIST SP 800-63B-4 § 2.2.1 (a multi-factor cryptographic authenticator); WebAuthn Level 3 § 7.2.
@Service
class SignInByPasskey {

    private final PasskeyProofs passkeys;
    private final PasskeySignIns signIns;
    private final Limits limits;
    private final Macs macs;
    private final AuditLog audit;
    private final TokenSource tokens;

    SignInByPasskey(
            PasskeyProofs passkeys,
            PasskeySignIns signIns,
            Limits limits,
            Macs macs,
            AuditLog audit,
            TokenSource tokens) {
        this.passkeys = passkeys;
        this.signIns = signIns;
        this.limits = limits;
        this.macs = macs;
        this.audit = audit;
        this.tokens = tokens;
    }

    /// What came of it.
    sealed interface Judged {

        record Right(NewSession session) implements Judged {}

        /// No passkey of anybody here, or not signed as it should be; more is not said.
        record Wrong() implements Judged {}

        /// Signed by somebody's passkey as it should be, but not to be taken.
        record Unusable(PasskeyFault reason) implements Judged {

            /// What to do about it: a key of `messages`.
            String sentence() {
                return reason == PasskeyFault.BACKUP ? "refusal.passkey.changed" : "refusal.passkey.pin";
            }
        }

        /// This browser was not asked that, or too long ago.
        record Late() implements Judged {}

        /// The organisation has suspended the account.
        record Suspended() implements Judged {}

        /// Somebody said of a change "This wasn't me": only a recovery leads on.
        record Compromised() implements Judged {}

        /// A reset of the password set it aside, and its owner has not said yet that it is theirs.
        record SetAside() implements Judged {}

        /// Too many tries from this network.
        record Limited(Instant until) implements Judged {}
    }

    /// Judges one answer of a browser.
    ///
    /// @param asked what it was asked ([PasskeySignInChallenge#asked]); null: nothing that we know of
    /// @param credential what it sent, as JSON
    /// @param only whose passkey it has to be; null: anybody's
    /// @param device the secret of this browser, where it has one
    Judged judge(
            byte @Nullable [] asked,
            String credential,
            @Nullable AccountId only,
            @Nullable Token device,
            Origin origin) {
        if (limits.take(Limit.SIGN_INS_FROM_SOURCE, origin) instanceof Taken.No(var until)) {
            return new Judged.Limited(until);
        }
        if (asked == null) {
            return new Judged.Late();
        }
        return switch (passkeys.used(asked, credential)) {
            case Use.Right used when isOf(only, used.key()) -> complete(asked, used, device, origin);
            case Use.Unusable(var key, var reason) when isOf(only, key) -> new Judged.Unusable(reason);
            case Use.Right _, Use.Unusable _, Use.None _ -> new Judged.Wrong();
        };
    }

    private static boolean isOf(@Nullable AccountId only, StoredPasskey key) {
        return only == null || key.account().equals(only);
    }

    private Judged complete(byte[] asked, Use.Right used, @Nullable Token device, Origin origin) {
        var account = used.key().account();
        // The page's language does not matter: the account's own is the flow's.
        var opened = new NewSignIn(tokens.flow(), Language.ENGLISH.tag(), origin);
        var judged = signIns.complete(asked, used, macs.mac(MacPurpose.NAME, account.bytes()), device, opened);
        switch (judged) {
            case Judged.Suspended(), Judged.Compromised(), Judged.SetAside() ->
                audit.append(new AuditEvent.RefusedThoughRight(account, Method.PASSKEY.name()), origin);
            // Of a complete one the database writes.
            case Judged.Right _, Judged.Wrong(), Judged.Unusable _, Judged.Late(), Judged.Limited _ -> {}
        }
        return judged;
    }
}
