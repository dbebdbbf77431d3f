package org.regain.support;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.regain.support.SoftAuthenticator.Kind;

/// The key pair of a passkey: what it signs, and how it is written down.
final class SoftKey {

    private final Kind kind;
    private final KeyPair keys;

    static {
        QuickRsa.install();
    }

    SoftKey(Kind kind) {
        this.kind = kind;
        this.keys = keys(kind.key, kind.bits);
    }

    byte[] pkcs8() {
        return keys.getPrivate().getEncoded();
    }

    /// The public key as it goes into authenticator data (RFC 9053).
    Map<Object, Object> cose() {
        byte[] encoded = keys.getPublic().getEncoded();
        Map<Object, Object> cose = new LinkedHashMap<>();
        switch (kind) {
            case ES256 -> {
                cose.putAll(Map.of(1, 2, 3, -7, -1, 1));
                cose.put(-2, Arrays.copyOfRange(encoded, encoded.length - 64, encoded.length - 32));
                cose.put(-3, Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
            }
            case EDDSA -> {
                cose.putAll(Map.of(1, 1, 3, -8, -1, 6));
                cose.put(-2, Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
            }
            case RS256 -> {
                cose.putAll(Map.of(1, 3, 3, -257));
                cose.put(-1, modulus((RSAPublicKey) keys.getPublic()));
                cose.put(-2, new byte[] {1, 0, 1});
            }
        }
        return cose;
    }

    /// Without the sign that Java puts before it.
    private static byte[] modulus(RSAPublicKey key) {
        byte[] signed = key.getModulus().toByteArray();
        return signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
    }

    byte[] sign(byte[]... parts) {
        try {
            Signature signature = Signature.getInstance(kind.signature);
            signature.initSign(keys.getPrivate());
            var all = new ByteArrayOutputStream();
            Arrays.stream(parts).forEach(all::writeBytes);
            signature.update(all.toByteArray());
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
