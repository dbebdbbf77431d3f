package org.regain.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.config.TinkConfig2026;
import com.google.crypto.tink.hybrid.PredefinedHybridParameters;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.regain.account.AccountId;
import org.regain.secret.KeyMissing;
import org.regain.secret.TotpSecret;

class TotpSealTest {

    private static final AccountId ANA = new AccountId(new UUID(1, 2));
    private static final AccountId LI = new AccountId(new UUID(1, 3));
    private static final UUID PHONE = new UUID(3, 4);
    private static final UUID TABLET = new UUID(3, 5);

    private final TotpSecret secret = TotpSecret.random(new SecureRandom());
    private final TotpSeal seal = newSeal();

    private static TotpSeal newSeal() {
        var tink = TinkConfig2026.get();
        try {
            var keys = KeysetHandle.generateNew(PredefinedHybridParameters.HPKE_X25519_HKDF_SHA256_AES_128_GCM, tink);
            var encrypt = keys.getPublicKeysetHandle().getPrimitive(tink, HybridEncrypt.class);
            var decrypt = keys.getPrimitive(tink, HybridDecrypt.class);
            return new TotpSeal(
                    (plain, context) -> {
                        try {
                            return encrypt.encrypt(plain, context);
                        } catch (GeneralSecurityException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    decrypt::decrypt);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aSecretComesBackFromItsOwnRow() {
        byte[] sealed = seal.seal(ANA, PHONE, secret);
        assertThat(seal.open(ANA, PHONE, sealed)).isEqualTo(secret);
        assertThat(seal.seal(ANA, PHONE, secret)).isNotEqualTo(sealed);
    }

    @Test
    void aSecretMovedToAnotherAuthenticatorDoesNotOpen() {
        refuses(ANA, TABLET, seal.seal(ANA, PHONE, secret));
    }

    @Test
    void aSecretMovedToAnotherAccountDoesNotOpen() {
        refuses(LI, PHONE, seal.seal(ANA, PHONE, secret));
    }

    @Test
    void accountAndAuthenticatorCannotChangePlaces() {
        refuses(new AccountId(PHONE), ANA.value(), seal.seal(ANA, PHONE, secret));
    }

    @Test
    void aChangedRowAndOtherKeysDoNotOpen() {
        byte[] sealed = seal.seal(ANA, PHONE, secret);
        assertThatExceptionOfType(KeyMissing.class).isThrownBy(() -> newSeal().open(ANA, PHONE, sealed));
        sealed[sealed.length - 1] ^= 1;
        refuses(ANA, PHONE, sealed);
    }

    private void refuses(AccountId account, UUID authenticator, byte[] sealed) {
        assertThatExceptionOfType(KeyMissing.class)
                .isThrownBy(() -> seal.open(account, authenticator, sealed))
                .withMessageContaining(authenticator.toString());
    }
}
