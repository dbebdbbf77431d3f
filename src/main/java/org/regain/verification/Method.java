package org.regain.verification;

/// A way to prove who one is. Before the first proof the same list is offered to everybody, known or not.
public enum Method {
    EMAIL(ProofClass.ISSUED),
    SAVED_CODE(ProofClass.SAVED);

    private final ProofClass proofClass;

    Method(ProofClass proofClass) {
        this.proofClass = proofClass;
    }

    /// What a right answer proves.
    public ProofClass proofClass() {
        return proofClass;
    }
}
