package org.regain.signin;

/// What follows on an imported password that was typed rightly. It signs nobody in: whoever makes accounts people's own
/// opens a claim by it, and goes on at `/claim/code`.
public interface FirstSignIns {

    /// Opens a claim of the account for the browser that gets `key`, and sends a code to the account's address. False, and
    /// nothing done, where the account has been claimed or suspended since the password was looked up.
    boolean open(FirstSignIn by);
}
