package org.regain.secret;

import com.google.crypto.tink.DeterministicAead;
import java.security.GeneralSecurityException;

final class TinkKeyWrap implements KeyWrap {

    private final DeterministicAead siv;

    TinkKeyWrap(DeterministicAead siv) {
        this.siv = siv;
    }

    @Override
    public byte[] wrap(byte[] key, byte[] context) {
        try {
            return siv.encryptDeterministically(key, context);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Wrapping failed", e);
        }
    }

    @Override
    public byte[] unwrap(byte[] wrapped, byte[] context) {
        try {
            return siv.decryptDeterministically(wrapped, context);
        } catch (GeneralSecurityException e) {
            throw new KeyMissing("The keys file has no key that this key was wrapped with", e);
        }
    }
}
