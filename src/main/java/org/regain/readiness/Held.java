package org.regain.readiness;

import java.time.Instant;
import java.util.List;
import org.regain.verification.Method;

/// One confirmed method of a person.
///
/// @param servesFrom from when on it serves a recovery by itself; before, only beside an older one; [#NEVER] while it is set
///                   aside
/// @param onPhone    whether it is lost with the phone
public record Held(Method kind, Instant servesFrom, boolean onPhone) {

    /// A reset has set it aside, and only its owner's word changes that.
    public static final Instant NEVER = Instant.MAX;

    /// Where a method lives is nowhere written, so it is assumed: an authenticator app and a number are on the phone, saved
    /// codes and the mailbox are not. That mails can be read on the phone too is no matter: they can be read elsewhere.
    public static Held of(Method kind, Instant servesFrom) {
        return new Held(
                kind,
                servesFrom,
                switch (kind) {
                    case TOTP, SMS -> true;
                    case PASSKEY, SAVED_CODE, EMAIL -> false;
                });
    }

    /// A passkey is taken to be on the phone where it is built into a device and nothing else has a copy of it.
    ///
    /// @param transports how a browser may reach it (WebAuthn Level 3 § 5.8.4); `internal`: built in
    static Held passkey(Instant servesFrom, boolean backedUp, List<String> transports) {
        return new Held(Method.PASSKEY, servesFrom, !backedUp && transports.contains("internal"));
    }

    boolean servesAt(Instant at) {
        return !servesFrom.isAfter(at);
    }
}
