package org.regain.password;

import java.util.List;

/// An estimate for the person who is choosing. It never refuses a password.
///
/// @param score 0 (falls at once) to 4 (very hard to guess)
/// @param keys into `messages-password.properties`: the score in words first, then at most a few hints, most
///             important first
public record PasswordStrength(int score, List<String> keys) {

    /// Keeps a copy of the keys.
    public PasswordStrength {
        keys = List.copyOf(keys);
    }
}
