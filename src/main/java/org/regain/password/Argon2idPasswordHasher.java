package org.regain.password;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.regain.secret.Password;
import org.regain.secret.Pepper;

/// Argon2id, then the pepper; what is stored is the HMAC of Argon2id's output.
///
/// The pepper comes last: a password is never hashed quickly before Argon2id sees it, and all of its bytes reach it.
final class Argon2idPasswordHasher implements PasswordHasher {

    /// Long enough for a full line to have moved on.
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Argon2id argon2id;
    private final Pepper pepper;
    private final SecureRandom random;
    private final Semaphore permits;
    private final Duration wait;
    private final Executor threads;
    private final PasswordHash nothing;

    /// @param permits how many hashes run at a time, each with memory of its own
    /// @param wait the longest wait for a permit
    Argon2idPasswordHasher(Argon2id argon2id, Pepper pepper, SecureRandom random, int permits, Duration wait) {
        this.argon2id = argon2id;
        this.pepper = pepper;
        this.random = random;
        // Fair: without a queue, a lively crowd could keep one person waiting until they are refused.
        this.permits = new Semaphore(permits, true);
        this.wait = wait;
        // Threads of the platform: a virtual one would hold its carrier for the whole of a native call, of which there are as
        // many as cores, and everybody else's requests would stand still meanwhile.
        this.threads = Executors.newFixedThreadPool(
                permits, Thread.ofPlatform().name("argon2id-", 0).daemon().factory());
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
        takePermit();
        byte[] typed = password.utf8();
        byte[] tag = {};
        try {
            tag = onAThreadOfThePlatform(() -> argon2id.tag(typed, salt, parameters));
            return pepper.apply(parameters.keyId(), tag);
        } finally {
            permits.release();
            Arrays.fill(typed, (byte) 0);
            Arrays.fill(tag, (byte) 0);
        }
    }

    /// Waits without an end of its own: a hash takes some milliseconds, and what was typed is overwritten after it.
    private byte[] onAThreadOfThePlatform(Supplier<byte[]> work) {
        try {
            return CompletableFuture.supplyAsync(work, threads).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : e;
        }
    }

    private void takePermit() {
        try {
            if (!permits.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new HashingBusy(RETRY_AFTER);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HashingBusy(RETRY_AFTER);
        }
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
