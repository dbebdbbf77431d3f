package org.regain.secret;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Key;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.hybrid.HpkePublicKey;
import com.google.crypto.tink.hybrid.PredefinedHybridParameters;
import java.security.GeneralSecurityException;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.util.Arrays;

/// Seals as Tink does, for Tink to open: the same suite, and before it the mark of the key. In Java, Tink's own X25519 takes two to
/// three times as long as Bouncy Castle's (`docs/measurements.md`), and people wait for it.
///
/// Source: RFC 9180, mode Base, DHKEM(X25519, HKDF-SHA-256), HKDF-SHA-256, AES-128-GCM.
final class HpkeSealer implements Sealer {

    private final byte[] mark;
    private final byte[] publicKey;

    /// @param keys whose first is of this suite
    /// @throws GeneralSecurityException where it is of another
    @AccessesPartialKey
    HpkeSealer(KeysetHandle keys) throws GeneralSecurityException {
        Key first = keys.getPrimary().getKey();
        if (!(first instanceof HpkePublicKey key)
                || !first.getParameters().equals(PredefinedHybridParameters.HPKE_X25519_HKDF_SHA256_AES_128_GCM)) {
            throw new GeneralSecurityException("Another suite than what is sealed with");
        }
        mark = key.getOutputPrefix().toByteArray();
        publicKey = key.getPublicKeyBytes().toByteArray();
    }

    @Override
    public byte[] seal(byte[] plain, byte[] context) {
        // One for each message: it keeps what it works out.
        HPKE suite = new HPKE(HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM128);
        try {
            byte[][] sealed =
                    suite.seal(suite.deserializePublicKey(publicKey), context, new byte[0], plain, null, null, null);
            return Arrays.concatenate(mark, sealed[1], sealed[0]);
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("Sealing failed", e);
        }
    }
}
