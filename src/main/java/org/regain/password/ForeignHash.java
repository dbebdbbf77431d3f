package org.regain.password;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// One family of hashes that other systems make.
sealed interface ForeignHash permits BcryptHash, Pbkdf2Hash, Argon2idHash, SaltedShaHash {

    /// Whether it was made of these bytes, all of them; compared in a time that does not tell where they differ.
    boolean matches(byte[] password);

    /// Whether [#matches(byte[])] would take more time or memory than a try at signing in may.
    boolean tooDear();

    /// The hash of one of the families; nothing for anything else.
    static Optional<ForeignHash> read(String text) {
        return Stream.<Function<String, Optional<? extends ForeignHash>>>of(
                        BcryptHash::read, Pbkdf2Hash::read, Argon2idHash::read, SaltedShaHash::read)
                .<ForeignHash>flatMap(family -> family.apply(text).stream())
                .findFirst();
    }
}
