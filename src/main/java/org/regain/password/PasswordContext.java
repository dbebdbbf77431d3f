package org.regain.password;

import java.util.List;

/// For whom a new password is judged.
///
/// @param minimumLength in code points: 15, or 8 where a second factor is always asked for; never less than 8
/// @param words what an attacker who knows the person tries first: name, e-mail address and its local part,
///              organisation, the service's name. Each is compared as a whole value, and
///              with what is made of them.
public record PasswordContext(int minimumLength, List<String> words) {

    /// No password of anybody is shorter.
    static final int LOWEST_MINIMUM = 8;

    /// Checks the bound, which no policy may go below.
    public PasswordContext {
        if (minimumLength < LOWEST_MINIMUM) {
            throw new IllegalArgumentException("The minimum length is at least " + LOWEST_MINIMUM);
        }
        words = List.copyOf(words);
    }
}
