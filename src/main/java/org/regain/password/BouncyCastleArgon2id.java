package org.regain.password;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Argon2id in Java, over memory that is used again.
///
/// Fetching 19 MiB from the operating system for each hash and giving them back cost more than half of it where that was measured
/// (docs/measurements.md): more than native code gains. The library clears each block before it goes back.
final class BouncyCastleArgon2id implements Argon2id {

    /// What the library takes beside the blocks that the password fills.
    private static final int BLOCKS_OF_ITS_OWN = 8;

    private final int keptKib;
    private final HashMemory all;

    /// As many as hashes ever ran at a time.
    private final Queue<Argon2BytesGenerator.BlockPool> memories = new ConcurrentLinkedQueue<>();

    /// @param keptKib how much each of the hashes that run at a time keeps for the next, in KiB; one that needs more fetches the rest
    /// @param all of which each takes what it needs
    BouncyCastleArgon2id(int keptKib, HashMemory all) {
        this.keptKib = keptKib;
        this.all = all;
    }

    @Override
    public byte[] tag(byte[] password, byte[] salt, HashParameters parameters) {
        return all.taking(parameters.memoryKib(), () -> inMemory(password, salt, parameters));
    }

    private byte[] inMemory(byte[] password, byte[] salt, HashParameters parameters) {
        Argon2BytesGenerator.BlockPool memory = memories.poll();
        if (memory == null) {
            memory = new Argon2BytesGenerator.FixedBlockPool(keptKib + BLOCKS_OF_ITS_OWN);
        }
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(parameters.memoryKib())
                .withIterations(parameters.passes())
                .withParallelism(1)
                .withSalt(salt)
                .withBlockPool(memory)
                .build());
        byte[] tag = new byte[Phc.TAG_BYTES];
        generator.generateBytes(password, tag);
        memories.add(memory);
        return tag;
    }
}
