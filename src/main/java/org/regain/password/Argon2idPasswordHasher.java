package org.regain.password;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.regain.account.AccountId;
import org.regain.secret.Password;
import org.regain.secret.Pepper;
import org.regain.trace.Trace;

/// Argon2id, then the pepper over its output and the account; what is stored is the SHA-256 of that.
///
/// The pepper comes last: a password is never hashed quickly before Argon2id sees it, and all of its bytes reach it.
final class Argon2idPasswordHasher implements PasswordHasher {

    private final Argon2id argon2id;
    private final HashCost cost;
    private final Pepper pepper;
    private final SecureRandom random;
    private final HashingLine line;
    private final PasswordHash nothing;

    /// @param cost of what is hashed from now on
    /// @param permits how many hashes run at a time, each with memory of its own
    /// @param wait the longest wait for a permit
    Argon2idPasswordHasher(
            Argon2id argon2id,
            HashCost cost,
            Pepper pepper,
            SecureRandom random,
            int permits,
            Duration wait,
            Trace trace) {
        this.argon2id = argon2id;
        this.cost = cost;
        this.pepper = pepper;
        this.random = random;
        this.line = new HashingLine("argon2id", permits, wait, trace);
        this.nothing =
                new PasswordHash(new Phc(current(), randomBytes(Phc.SALT_BYTES), randomBytes(Phc.TAG_BYTES)).text());
    }

    @Override
    public PasswordHash hash(AccountId account, Password password) {
        HashParameters parameters = current();
        byte[] salt = randomBytes(Phc.SALT_BYTES);
        return new PasswordHash(
                new Phc(parameters, salt, sha256(peppered(account, password, salt, parameters, Priority.KNOWN)))
                        .text());
    }

    @Override
    public Optional<SeenPassword> verify(AccountId account, Password password, PasswordHash hash, Priority priority) {
        Phc phc = Phc.parse(hash.phc());
        var seen = seen(account, password, phc, priority);
        // Before blanks were made one, their own bytes were hashed. Whose password it is makes no difference to the price.
        var older = password.withOwnBlanks().flatMap(it -> seen(account, it, phc, priority));
        return seen.or(() -> older);
    }

    private Optional<SeenPassword> seen(AccountId account, Password password, Phc phc, Priority priority) {
        byte[] peppered = peppered(account, password, phc.salt(), phc.parameters(), priority);
        return MessageDigest.isEqual(sha256(peppered), phc.tag())
                ? Optional.of(new SeenPassword(peppered))
                : Optional.empty();
    }

    @Override
    public boolean verifyNothing(Password password, Priority priority) {
        var _ = verify(AccountId.NOBODY, password, nothing, priority);
        return false;
    }

    @Override
    public boolean outdated(PasswordHash hash) {
        return !hash.isStandIn() && !hash.parameters().equals(current());
    }

    HashingLoad.Line load() {
        return line.load();
    }

    private HashParameters current() {
        return cost.with(pepper.keyId());
    }

    private byte[] peppered(
            AccountId account, Password password, byte[] salt, HashParameters parameters, Priority priority) {
        byte[] typed = password.utf8();
        byte[] tag = {};
        try {
            tag = line.run(priority, () -> argon2id.tag(typed, salt, parameters));
            return pepper.apply(parameters.keyId(), both(tag, account.bytes()));
        } finally {
            Arrays.fill(typed, (byte) 0);
            Arrays.fill(tag, (byte) 0);
        }
    }

    private static byte[] both(byte[] tag, byte[] account) {
        return ByteBuffer.allocate(tag.length + account.length)
                .put(tag)
                .put(account)
                .array();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
