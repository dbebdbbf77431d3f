package org.regain.password;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import org.regain.secret.Password;
import org.regain.secret.Pepper;

/// Argon2id, then the pepper; what is stored is the HMAC of Argon2id's output.
///
/// The pepper comes last: a password is never hashed quickly before Argon2id sees it, and all of its bytes reach it.
final class Argon2idPasswordHasher implements PasswordHasher {

    private final Argon2id argon2id;
    private final Pepper pepper;
    private final SecureRandom random;
    private final HashingLine line;
    private final PasswordHash nothing;

    /// @param permits how many hashes run at a time, each with memory of its own
    /// @param wait the longest wait for a permit
    Argon2idPasswordHasher(Argon2id argon2id, Pepper pepper, SecureRandom random, int permits, Duration wait) {
        this.argon2id = argon2id;
        this.pepper = pepper;
        this.random = random;
        this.line = new HashingLine("argon2id", permits, wait);
        this.nothing =
                new PasswordHash(new Phc(current(), randomBytes(Phc.SALT_BYTES), randomBytes(Phc.TAG_BYTES)).text());
    }

    @Override
    public PasswordHash hash(Password password) {
        HashParameters parameters = current();
        byte[] salt = randomBytes(Phc.SALT_BYTES);
        return new PasswordHash(new Phc(parameters, salt, pepperedTag(password, salt, parameters)).text());
    }

    @Override
    public boolean verify(Password password, PasswordHash hash) {
        Phc phc = Phc.parse(hash.phc());
        return MessageDigest.isEqual(pepperedTag(password, phc.salt(), phc.parameters()), phc.tag());
    }

    @Override
    public boolean verifyNothing(Password password) {
        var _ = verify(password, nothing);
        return false;
    }

    @Override
    public boolean outdated(PasswordHash hash) {
        return !hash.parameters().equals(current());
    }

    private HashParameters current() {
        return HashParameters.current(pepper.keyId());
    }

    private byte[] pepperedTag(Password password, byte[] salt, HashParameters parameters) {
        byte[] typed = password.utf8();
        byte[] tag = {};
        try {
            tag = line.run(() -> argon2id.tag(typed, salt, parameters));
            return pepper.apply(parameters.keyId(), tag);
        } finally {
            Arrays.fill(typed, (byte) 0);
            Arrays.fill(tag, (byte) 0);
        }
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
