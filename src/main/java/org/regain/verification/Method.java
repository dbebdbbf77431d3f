package org.regain.verification;

import java.util.Comparator;
import java.util.List;

/// A way to prove who one is. Before the first proof the same list is offered to everybody, known or not, in this order.
public enum Method {
    EMAIL(ProofClass.ISSUED),
    SMS(ProofClass.ISSUED),
    TOTP(ProofClass.TOTP),
    PASSKEY(ProofClass.PASSKEY),
    SAVED_CODE(ProofClass.SAVED);

    /// In this order people read what they have.
    public static final List<Method> SAFEST_FIRST = List.of(PASSKEY, TOTP, SAVED_CODE, EMAIL, SMS);

    public static final Comparator<Method> BY_SAFETY = Comparator.comparingInt(SAFEST_FIRST::indexOf);

    private final ProofClass proofClass;

    Method(ProofClass proofClass) {
        this.proofClass = proofClass;
    }

    /// What a right answer proves.
    public ProofClass proofClass() {
        return proofClass;
    }

    /// A code is sent, and typed.
    public boolean sent() {
        return proofClass == ProofClass.ISSUED;
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
