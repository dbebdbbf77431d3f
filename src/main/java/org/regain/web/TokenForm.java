package org.regain.web;

/// The secret of a link that was mailed.
public record TokenForm(String token) {

    @Override
    public String toString() {
        return "TokenForm[redacted]";
    }
}
