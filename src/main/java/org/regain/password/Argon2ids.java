package org.regain.password;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which Argon2id this machine makes its hashes with: libsodium's, where it can be loaded, or else Bouncy Castle's. Both give the same.
///
/// Decision: `docs/decisions/0058-hash-in-native-code.md`.
final class Argon2ids {

    private static final Logger LOG = LoggerFactory.getLogger(Argon2ids.class);

    /// A file that the packages have: where they run, nothing that was written may be executed.
    private static final String FILE = "org.regain.libsodium";

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

    private static Optional<SymbolLookup> libsodium() {
        return libsodium(System.getProperty(FILE), name(property("os.name"), property("os.arch")));
    }

    /// @param file where it is already; null: in the jar
    /// @param name in the jar; null: not there
    static Optional<SymbolLookup> libsodium(@Nullable String file, @Nullable String name) {
        try (InputStream library = name == null ? null : Argon2ids.class.getResourceAsStream("/" + name)) {
            if (file == null && library == null) {
                LOG.info("Passwords are hashed in Java, which takes longer: there is no libsodium for this machine");
                return Optional.empty();
            }
            SymbolLookup found = file != null ? loaded(Path.of(file)) : loaded(Objects.requireNonNull(library));
            // Whatever else has that name throws here, and not at somebody's sign-in.
            var _ = new LibsodiumArgon2id(found, new HashMemory(1));
            return Optional.of(found);
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
    private static SymbolLookup loaded(Path file) {
        return SymbolLookup.libraryLookup(file, Arena.global());
    }

    private static SymbolLookup loaded(InputStream library) throws IOException {
        Path file = Files.createTempFile("libsodium", null);
        try {
            Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
            return loaded(file);
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
