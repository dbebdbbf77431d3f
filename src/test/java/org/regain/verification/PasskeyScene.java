package org.regain.verification;

import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.regain.account.AccountId;
import org.regain.support.SoftAuthenticator;
import org.regain.support.SoftAuthenticator.Kind;
import org.regain.support.SoftAuthenticator.Words;

/// Ana's account, the site, and one authenticator of hers.
final class PasskeyScene {

    static final RelyingParty SITE = new RelyingParty("id.regain.example", "https://id.regain.example", "Regain");
    static final AccountId ANA = new AccountId(UUID.fromString("0193e0a0-0000-7000-8000-000000000001"));
    static final AccountId LI = new AccountId(UUID.fromString("0193e0a0-0000-7000-8000-000000000002"));

    final PasskeyCreation creation = new PasskeyCreation(SITE);
    final PasskeyAssertion assertion = new PasskeyAssertion(SITE);
    final byte[] challenge = random(32);
    final SoftAuthenticator hers;

    PasskeyScene(Kind kind) {
        hers = new SoftAuthenticator(kind, SITE.origin());
    }

    static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    String creationOptions() {
        return creation.options(challenge, ANA, "ana.garcía", "Ana García", List.of());
    }

    Created created(Consumer<Words> lie) {
        return creation.created(challenge, hers.create(creationOptions(), lie));
    }

    /// Makes the passkey and keeps it as the database would.
    StoredPasskey stored() {
        return stored((Created.Key) created(_ -> {}));
    }

    static StoredPasskey stored(Created.Key key) {
        return new StoredPasskey(
                new UUID(7, 7), ANA, key.credentialId(), key.publicKey(), key.signCount(), key.backupEligible());
    }

    Asserted asserted(StoredPasskey key, Consumer<Words> lie) {
        return assertion.asserted(challenge, hers.get(assertion.options(challenge), lie), key);
    }
}
