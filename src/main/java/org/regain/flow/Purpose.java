package org.regain.flow;

/// What a flow is for. It never becomes another kind: each is found under its own purpose alone.
public enum Purpose {
    RECOVERY,
    CLAIM,
    /// Somebody signed in tries a method of theirs.
    REGISTER,
    SIGN_IN
}
