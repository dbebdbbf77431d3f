package org.regain.password;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which Argon2id this machine makes its hashes with: libsodium's, where it can be loaded, or else Bouncy Castle's. Both give the same.
///
/// Decision: `docs/decisions/0058-hash-in-native-code.md`.
final class Argon2ids {

    private static final Logger LOG = LoggerFactory.getLogger(Argon2ids.class);

    /// For good: two copies of it would be two in memory.
    private static final Optional<SymbolLookup> LIBSODIUM = libsodium();

    private Argon2ids() {}

    /// @param keptKib how much memory each of the hashes that run at a time may keep for the next
    /// @param all of which each takes what it needs
    static Argon2id here(int keptKib, HashMemory all) {
        return LIBSODIUM
                .<Argon2id>map(it -> new LibsodiumArgon2id(it, all))
                .orElseGet(() -> new BouncyCastleArgon2id(keptKib, all));
    }

    /// Whether it is libsodium's.
    static boolean inC() {
        return LIBSODIUM.isPresent();
    }

    private static Optional<SymbolLookup> libsodium() {
        String name = name(property("os.name"), property("os.arch"));
        try (InputStream library = name == null ? null : Argon2ids.class.getResourceAsStream("/" + name)) {
            return library == null ? Optional.empty() : Optional.of(loaded(library));
        } catch (IOException | LinkageError | RuntimeException e) {
            // A folder that may not be written, or that is mounted without execution; another C library than it was built with.
            LOG.info("Passwords are hashed in Java, which takes longer: libsodium cannot be loaded ({})", e.toString());
            return Optional.empty();
        }
    }

    /// Where lazysodium's jar has the one for this machine; `null` where it has none.
    static @Nullable String name(String system, String processor) {
        boolean arm = processor.equals("aarch64");
        if (!arm && !processor.equals("amd64") && !processor.equals("x86_64")) {
            return null;
        }
        String lower = system.toLowerCase(Locale.ROOT);
        if (lower.startsWith("linux")) {
            return arm ? "arm64/libsodium.so" : "linux64/libsodium.so";
        }
        if (lower.startsWith("mac")) {
            return arm ? "mac_arm/libsodium.dylib" : "mac/libsodium.dylib";
        }
        return lower.startsWith("windows") && !arm ? "windows64/libsodium.dll" : null;
    }

    @SuppressWarnings("restricted")
    private static SymbolLookup loaded(InputStream library) throws IOException {
        Path file = Files.createTempFile("libsodium", null);
        try {
            Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
            return SymbolLookup.libraryLookup(file, Arena.global());
        } finally {
            // What is loaded stays; Windows lets nobody take the file away meanwhile.
            if (!file.toFile().delete()) {
                file.toFile().deleteOnExit();
            }
        }
    }

    private static String property(String name) {
        return System.getProperty(name, "");
    }
}
