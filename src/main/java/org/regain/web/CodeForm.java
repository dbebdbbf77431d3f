package org.regain.web;

/// A code that was typed, of whatever kind.
public record CodeForm(int at, String code) {

    @Override
    public String toString() {
        return "CodeForm[redacted]";
    }
}
