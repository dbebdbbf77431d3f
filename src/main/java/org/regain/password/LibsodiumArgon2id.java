package org.regain.password;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/// Argon2id in C, with the vector units that the processor has.
///
/// Source: <https://doc.libsodium.org/password_hashing/default_phf>. Decision: `docs/decisions/0058-hash-in-native-code.md`.
final class LibsodiumArgon2id implements Argon2id {

    /// `crypto_pwhash_ALG_ARGON2ID13`.
    private static final int ARGON2ID13 = 2;

    private final HashMemory all;
    private final MethodHandle pwhash;

    /// @param library libsodium, with all its functions
    /// @param all of which each hash takes what it needs; libsodium asks the operating system for it and gives it back
    /// @throws IllegalStateException where it does not work on this machine
    LibsodiumArgon2id(SymbolLookup library, HashMemory all) {
        this.all = all;
        this.pwhash = function(
                library,
                "crypto_pwhash",
                FunctionDescriptor.of(
                        JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_INT));
        if (call(function(library, "sodium_init", FunctionDescriptor.of(JAVA_INT))) < 0) {
            throw new IllegalStateException("libsodium does not work on this machine");
        }
    }

    /// @throws HashingBusy where the machine has no memory left
    @Override
    public byte[] tag(byte[] password, byte[] salt, HashParameters parameters) {
        if (salt.length != Phc.SALT_BYTES) {
            // It reads 16 bytes, whatever the array's length is.
            throw new IllegalArgumentException("libsodium takes salts of 16 bytes only");
        }
        return all.taking(parameters.memoryKib(), () -> inC(password, salt, parameters));
    }

    private byte[] inC(byte[] password, byte[] salt, HashParameters parameters) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment tag = arena.allocate(Phc.TAG_BYTES);
            MemorySegment typed = arena.allocateFrom(JAVA_BYTE, password);
            try {
                int failed = call(
                        pwhash,
                        tag,
                        tag.byteSize(),
                        typed,
                        (long) password.length,
                        arena.allocateFrom(JAVA_BYTE, salt),
                        (long) parameters.passes(),
                        parameters.memoryKib() * 1024L,
                        ARGON2ID13);
                if (failed != 0) {
                    throw new HashingBusy();
                }
                return tag.toArray(JAVA_BYTE);
            } finally {
                typed.fill((byte) 0);
                tag.fill((byte) 0);
            }
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(SymbolLookup library, String name, FunctionDescriptor shape) {
        return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), shape);
    }

    private static int call(MethodHandle function, Object... arguments) {
        try {
            return (int) function.invokeWithArguments(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("A function in C throws nothing", e);
        }
    }
}
