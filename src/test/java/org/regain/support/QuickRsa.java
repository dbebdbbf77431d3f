package org.regain.support;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyPairGeneratorSpi;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.List;

/// RSA keys of 2048 bits in no time, for tests that need many. Each is of two primes that no other key has together; to find two anew takes
/// seconds without Java's second compiler. They are real keys, and no secret from whoever knows the others.
public final class QuickRsa extends Provider {

    private static final long serialVersionUID = 1;

    private static final String RSA = "RSA";
    private static final int BITS = 2048;
    private static final BigInteger EXPONENT = RSAKeyGenParameterSpec.F4;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final List<BigInteger> PRIMES = new ArrayList<>();

    /// The next key is of the last prime and of this one.
    private static int partner;

    private QuickRsa() {
        super("QuickRsa", "1", "RSA keys for tests");
        put("KeyPairGenerator." + RSA, Generator.class.getName());
    }

    /// Whoever asks this JVM for RSA keys gets such ones.
    static void install() {
        // Changes nothing the second time.
        Security.insertProviderAt(new QuickRsa(), 1);
    }

    private static synchronized KeyPair next() {
        if (partner >= PRIMES.size() - 1) {
            PRIMES.add(prime());
            partner = 0;
        }
        return PRIMES.size() < 2 ? next() : of(PRIMES.get(partner++), PRIMES.getLast());
    }

    /// With its two highest bits, so that two of them make a key that has all of its own.
    private static BigInteger prime() {
        BigInteger found;
        do {
            found = new BigInteger(BITS / 2, RANDOM)
                    .setBit(BITS / 2 - 1)
                    .setBit(BITS / 2 - 2)
                    .nextProbablePrime();
        } while (found.mod(EXPONENT).equals(BigInteger.ONE));
        return found;
    }

    private static KeyPair of(BigInteger p, BigInteger q) {
        BigInteger modulus = p.multiply(q);
        BigInteger lessP = p.subtract(BigInteger.ONE);
        BigInteger lessQ = q.subtract(BigInteger.ONE);
        BigInteger secret = EXPONENT.modInverse(lessP.multiply(lessQ));
        try {
            KeyFactory factory = KeyFactory.getInstance(RSA);
            return new KeyPair(
                    factory.generatePublic(new RSAPublicKeySpec(modulus, EXPONENT)),
                    factory.generatePrivate(new RSAPrivateCrtKeySpec(
                            modulus, EXPONENT, secret, p, q, secret.mod(lessP), secret.mod(lessQ), q.modInverse(p))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// As Java's own, to which every other size is left.
    public static final class Generator extends KeyPairGeneratorSpi {

        private int bits = BITS;

        @Override
        public void initialize(int bits, SecureRandom random) {
            this.bits = bits;
        }

        @Override
        public KeyPair generateKeyPair() {
            if (bits == BITS) {
                return next();
            }
            try {
                KeyPairGenerator own = KeyPairGenerator.getInstance(RSA, "SunRsaSign");
                own.initialize(bits);
                return own.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
