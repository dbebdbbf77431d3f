package org.regain.password;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Argon2id in Java, for machines that no native library fits.
final class BouncyCastleArgon2id implements Argon2id {

    @Override
    public byte[] tag(byte[] password, byte[] salt, HashParameters parameters) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(parameters.memoryKib())
                .withIterations(parameters.passes())
                .withParallelism(1)
                .withSalt(salt)
                .build());
        byte[] tag = new byte[Phc.TAG_BYTES];
        generator.generateBytes(password, tag);
        return tag;
    }
}
