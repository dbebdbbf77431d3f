package org.regain.secret;

/// What was to be verified or opened was made with a key that the keys file of this node does not have. It is neither right
/// nor wrong: it cannot be told here. Nobody but the operator can put that right, so people are told that something of ours
/// is down.
public final class KeyMissing extends RuntimeException {

    private static final long serialVersionUID = 1;

    public KeyMissing(String what) {
        super(what);
    }

    public KeyMissing(String what, Throwable cause) {
        super(what, cause);
    }
}
