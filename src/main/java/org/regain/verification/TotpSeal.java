package org.regain.verification;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.UUID;
import org.regain.account.AccountId;
import org.regain.secret.KeyMissing;
import org.regain.secret.Opener;
import org.regain.secret.Sealer;
import org.regain.secret.TotpSecret;
import org.springframework.stereotype.Component;

/// Keeps the secrets of authenticator apps unreadable in the database, and each in its own row: one that was moved to
/// another authenticator or another account does not open.
///
/// Source: NIST SP 800-63B-4 § 3.1.4.1 (the key is protected from disclosure).
@Component
public class TotpSeal {

    private static final byte[] PURPOSE = "totp".getBytes(US_ASCII);

    private final Sealer sealer;
    private final Opener opener;

    TotpSeal(Sealer sealer, Opener opener) {
        this.sealer = sealer;
        this.opener = opener;
    }

    /// What is stored; each call gives other bytes.
    public byte[] seal(AccountId account, UUID authenticator, TotpSecret secret) {
        byte[] plain = secret.bytes();
        try {
            return sealer.seal(plain, context(account, authenticator));
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /// The secret that was sealed for this row.
    ///
    /// @throws KeyMissing when the row was changed or moved, or the keys are others than when it was written
    public TotpSecret open(AccountId account, UUID authenticator, byte[] sealed) {
        byte[] plain = new byte[0];
        try {
            plain = opener.open(sealed, context(account, authenticator));
            return TotpSecret.of(plain);
        } catch (GeneralSecurityException e) {
            throw new KeyMissing(
                    "The secret of authenticator %s does not open: its row was changed or moved, or the keys are others"
                            .formatted(authenticator),
                    e);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /// Each part has its one length, so no two rows have the same.
    private static byte[] context(AccountId account, UUID authenticator) {
        return ByteBuffer.allocate(PURPOSE.length + 32)
                .put(PURPOSE)
                .put(account.bytes())
                .putLong(authenticator.getMostSignificantBits())
                .putLong(authenticator.getLeastSignificantBits())
                .array();
    }
}
