package org.regain.password;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Argon2id without a pepper, as other systems keep it: a PHC string that names no key. Source: RFC 9106.
final class Argon2idHash implements ForeignHash {

    private static final Pattern SHAPE =
            Pattern.compile("(?i:\\{argon2(?:id|@SpringSecurity_v5_8)?}|argon2)?\\$argon2id\\$v=19"
                    + "\\$m=([1-9][0-9]{0,8}),t=([1-9][0-9]{0,8}),p=([1-9][0-9]{0,8})"
                    + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{16,86})");

    private static final int MAX_LANES = 16;

    /// Source: RFC 9106 § 3.1.
    private static final int KIB_PER_LANE = 8;

    private final int memoryKib;
    private final int passes;
    private final int lanes;
    private final byte[] salt;
    private final byte[] tag;

    private Argon2idHash(int memoryKib, int passes, int lanes, byte[] salt, byte[] tag) {
        this.memoryKib = memoryKib;
        this.passes = passes;
        this.lanes = lanes;
        this.salt = salt;
        this.tag = tag;
    }

    static Optional<Argon2idHash> read(String text) {
        var parts = SHAPE.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            var base64 = Base64.getDecoder();
            return Optional.of(new Argon2idHash(
                            Integer.parseInt(parts.group(1)),
                            Integer.parseInt(parts.group(2)),
                            Integer.parseInt(parts.group(3)),
                            base64.decode(parts.group(4)),
                            base64.decode(parts.group(5))))
                    .filter(it -> it.memoryKib / KIB_PER_LANE >= it.lanes);
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    @Override
    public boolean matches(byte[] password) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        var derived = new byte[tag.length];
        generator.generateBytes(password, derived);
        return MessageDigest.isEqual(derived, tag);
    }

    @Override
    public boolean tooDear() {
        return memoryKib > HashParameters.MAX_MEMORY_KIB || passes > HashParameters.MAX_PASSES || lanes > MAX_LANES;
    }
}
