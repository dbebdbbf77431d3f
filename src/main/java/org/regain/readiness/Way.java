package org.regain.readiness;

import org.regain.verification.Method;

/// A kind of method as a person thinks of it, under the name that [Method] has for it; the safest first.
public enum Way {
    PASSKEY,
    TOTP,
    SAVED_CODE,
    EMAIL,
    SMS;

    /// A method of that kind.
    public static Way of(Method method) {
        return valueOf(method.name());
    }

    /// The kind of challenge that is put to it.
    public Method method() {
        return Method.valueOf(name());
    }

    /// A second factor beside the password: whoever has one is asked for it at each sign-in.
    public boolean secondFactor() {
        return this == PASSKEY || this == TOTP;
    }

    /// The key of the words for it in the middle of a sentence: "your passkey".
    public String key() {
        return "way." + name();
    }

    /// The key of the words for one more of it: "a passkey".
    public String moreKey() {
        return "more." + name();
    }
}
