package org.regain.methods;

import org.regain.web.Refusal;

/// What the database says to a change of somebody's methods.
enum Ruling {
    DONE,
    /// The sign-in this session rests on is older than the organisation allows (ten minutes, unless it chose otherwise), or the account may not change.
    STALE,
    /// They have no such method.
    NONE,
    /// It is registered already.
    ALREADY,
    /// There are as many of its kind as there may be.
    TOO_MANY,
    /// Without it nobody could get back in.
    LAST,
    /// Without it the password would be the only key, and it is too short for that.
    PASSWORD_SHORT;

    /// What the functions of `R__54_methods.sql` return.
    static Ruling of(String word) {
        return switch (word) {
            case "ADDED", "CONFIRMED", "DONE" -> DONE;
            case String other -> valueOf(other);
        };
    }

    /// The sentence for whoever is refused.
    Refusal refusal() {
        return Refusal.of(
                switch (this) {
                    case DONE -> throw new IllegalStateException("It was not refused");
                    case STALE -> "refusal.frozen";
                    case NONE -> "refusal.method.gone";
                    case ALREADY -> "refusal.method.already";
                    case TOO_MANY -> "refusal.method.too-many";
                    case LAST -> "refusal.method.last";
                    case PASSWORD_SHORT -> "refusal.method.password-short";
                });
    }
}
