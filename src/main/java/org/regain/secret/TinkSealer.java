package org.regain.secret;

import com.google.crypto.tink.HybridEncrypt;
import java.security.GeneralSecurityException;

final class TinkSealer implements Sealer {

    private final HybridEncrypt publicKey;

    TinkSealer(HybridEncrypt publicKey) {
        this.publicKey = publicKey;
    }

    @Override
    public byte[] seal(byte[] plain, byte[] context) {
        try {
            return publicKey.encrypt(plain, context);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Sealing failed", e);
        }
    }
}
