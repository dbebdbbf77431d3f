package org.regain.verification;

/// A way to prove who one is. Before the first proof the same list is offered to everybody, known or not, in this order.
public enum Method {
    EMAIL(ProofClass.ISSUED),
    SMS(ProofClass.ISSUED),
    TOTP(ProofClass.TOTP),
    PASSKEY(ProofClass.PASSKEY),
    SAVED_CODE(ProofClass.SAVED);

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
}
