package org.regain.password;

import java.util.List;
import org.regain.secret.Password;

/// Why a new password is not accepted, and what to do about it: a sentence for the page.
///
/// @param key into `messages-password.properties`
/// @param args for the sentence's placeholders, in order; never the password
public record PasswordRefusal(String key, List<Object> args) {

    /// Keeps a copy of the arguments.
    public PasswordRefusal {
        args = List.copyOf(args);
    }

    static PasswordRefusal of(String key, Object... args) {
        return new PasswordRefusal(key, List.of(args));
    }

    /// What a directory has against a password.
    ///
    /// @param what `length`, `history`, `age`, `quality`, `some`, `privileged`, `not-permitted`
    public static PasswordRefusal ofDirectory(String what) {
        return of("password.rule.directory." + what);
    }

    /// The reason why [Password#of(String)] gave nothing for `typed`.
    public static PasswordRefusal ofUnreadable(String typed) {
        return typed.codePointCount(0, typed.length()) > Password.MAX_CODE_POINTS
                ? of("password.rule.too-long", Password.MAX_CODE_POINTS)
                : of("password.rule.damaged");
    }
}
