package org.regain.password;

import java.util.List;

/// A sentence that helps to choose a password; it refuses nothing.
///
/// @param key into `messages-password.properties`
/// @param args for the sentence's placeholders, in order
public record PasswordAdvice(String key, List<Object> args) {

    /// Keeps a copy of the arguments.
    public PasswordAdvice {
        args = List.copyOf(args);
    }

    static PasswordAdvice of(String key, Object... args) {
        return new PasswordAdvice(key, List.of(args));
    }
}
