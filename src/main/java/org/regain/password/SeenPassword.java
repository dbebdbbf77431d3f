package org.regain.password;

/// That somebody was let see the right password: what only the password, its account and the pepper give together.
///
/// The row keeps its SHA-256, so the database can tell by itself that a password was typed rightly, and nobody who has
/// only read the row can say so (`password_seen`). Never kept anywhere, and never shown.
public final class SeenPassword {

    private final byte[] bytes;

    SeenPassword(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /// Thirty-two bytes, for one statement.
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "SeenPassword[redacted]";
    }
}
