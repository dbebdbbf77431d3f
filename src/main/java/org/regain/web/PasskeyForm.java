package org.regain.web;

/// What a browser says of a passkey, unread.
public record PasskeyForm(int at, String credential) {

    @Override
    public String toString() {
        return "PasskeyForm[redacted]";
    }
}
