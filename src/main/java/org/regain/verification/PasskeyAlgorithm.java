package org.regain.verification;

import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.attestation.authenticator.COSEKey;
import com.webauthn4j.data.attestation.authenticator.Curve;
import com.webauthn4j.data.attestation.authenticator.EC2COSEKey;
import com.webauthn4j.data.attestation.authenticator.EdDSACOSEKey;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.ec.CustomNamedCurves;

/// How a passkey may sign, the one we like best first. Every authenticator has one of them; Windows' older ones have only
/// the last.
///
/// Source: WebAuthn Level 3 § 5.4 (`pubKeyCredParams`); RFC 9053, RFC 8812.
enum PasskeyAlgorithm {
    ES256(-7),
    EDDSA(-8),
    RS256(-257);

    private static final int SMALLEST_MODULUS = 2048;

    /// Larger ones cost us more than they give.
    private static final int LARGEST_MODULUS = 4096;

    private final int number;

    /// @param number as IANA has registered it for COSE
    PasskeyAlgorithm(int number) {
        this.number = number;
    }

    static List<PublicKeyCredentialParameters> offered() {
        return Arrays.stream(values())
                .map(one -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, one.id()))
                .toList();
    }

    /// Whether this is a public key that can verify what it is said to sign. One that cannot would otherwise be noticed
    /// only when its owner needs it.
    static boolean fits(COSEKey key) {
        return !key.hasPrivateKey()
                && Arrays.stream(values()).anyMatch(one -> one.id().equals(key.getAlgorithm()) && one.takes(key));
    }

    private COSEAlgorithmIdentifier id() {
        return COSEAlgorithmIdentifier.create(number);
    }

    private boolean takes(COSEKey key) {
        return switch (this) {
            case ES256 -> key instanceof EC2COSEKey ec && Curve.SECP256R1.equals(ec.getCurve()) && onP256(ec);
            case EDDSA -> key instanceof EdDSACOSEKey ed && Curve.ED25519.equals(ed.getCurve());
            case RS256 ->
                key.getPublicKey() instanceof RSAPublicKey rsa
                        && rsa.getModulus().bitLength() >= SMALLEST_MODULUS
                        && rsa.getModulus().bitLength() <= LARGEST_MODULUS;
        };
    }

    private static boolean onP256(EC2COSEKey key) {
        var curve = CustomNamedCurves.getByName("P-256").getCurve();
        return curve.createPoint(new BigInteger(1, key.getX()), new BigInteger(1, key.getY()))
                .isValid();
    }
}
