package org.regain.password;

import com.goterl.lazysodium.SodiumJava;
import com.goterl.lazysodium.interfaces.PwHash;
import com.goterl.lazysodium.utils.LibraryLoader;
import com.sun.jna.NativeLong;

/// Somebody else's Argon2id, in C.
final class LibsodiumArgon2id implements Argon2id {

    private final SodiumJava sodium;

    /// Unpacks the native library that came with the jar, or takes the system's where none fits.
    ///
    /// @throws RuntimeException or LinkageError where neither can be loaded
    LibsodiumArgon2id() {
        this.sodium = new SodiumJava(LibraryLoader.Mode.PREFER_BUNDLED);
    }

    @Override
    public byte[] tag(byte[] password, byte[] salt, HashParameters parameters) {
        if (salt.length != PwHash.ARGON2ID_SALTBYTES) {
            // The native side reads 16 bytes, whatever the array's length is.
            throw new IllegalArgumentException("libsodium takes salts of 16 bytes only");
        }
        byte[] tag = new byte[Phc.TAG_BYTES];
        int failed = sodium.crypto_pwhash(
                tag,
                tag.length,
                password,
                password.length,
                salt,
                parameters.passes(),
                new NativeLong(parameters.memoryKib() * 1024L),
                PwHash.Alg.PWHASH_ALG_ARGON2ID13.getValue());
        if (failed != 0) {
            throw new IllegalStateException("libsodium could not hash, most likely for want of memory");
        }
        return tag;
    }
}
