package org.regain.password;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Argon2id, version 1.3, one lane, 32 bytes out. Source: RFC 9106.
///
/// Both implementations give the same bytes, so each verifies what the other made.
interface Argon2id {

    /// The tag of a password.
    ///
    /// @param password any bytes, zeros too
    /// @param salt 16 bytes
    byte[] tag(byte[] password, byte[] salt, HashParameters parameters);

    /// libsodium where its native library runs on this machine, else Bouncy Castle, which takes more than twice the
    /// time.
    static Argon2id best() {
        try {
            Argon2id libsodium = new LibsodiumArgon2id();
            if (isRight(libsodium)) {
                return libsodium;
            }
            log().warn("libsodium gives wrong Argon2id tags here; Bouncy Castle hashes passwords instead");
        } catch (RuntimeException | LinkageError e) {
            log().warn(
                            "libsodium cannot be loaded here; Bouncy Castle hashes passwords instead, which takes"
                                    + " longer",
                            e);
        }
        return new BouncyCastleArgon2id();
    }

    /// A library that hashed otherwise would lock everybody out at the next start with the right one.
    private static boolean isRight(Argon2id candidate) {
        byte[] expected = HexFormat.of().parseHex("43be4f6e48743eaf33acc9d5341fe106ed132c001eca47fb05b11d40171372d2");
        byte[] salt = "0000000000000000".getBytes(US_ASCII);
        return Arrays.equals(expected, candidate.tag(new byte[1], salt, new HashParameters(8, 1, "0")));
    }

    private static Logger log() {
        return LoggerFactory.getLogger(Argon2id.class);
    }
}
