package org.regain.account;

import java.util.UUID;

/// An address of an account, as its holder gave it.
///
/// @param version raised by every change: a code sent under one version proves nothing under another
/// @param confirmed its holder has typed a code that was sent there; others are never written to but to confirm them
public record Contact(UUID id, int version, String address, boolean confirmed) {

    /// The address with most of it hidden: `a••••@c•••.example`. Shown only after a first proof.
    public String hint() {
        var at = address.lastIndexOf('@');
        var dot = address.lastIndexOf('.');
        var host = dot > at + 1 ? address.substring(at + 1, at + 2) + "•••" + address.substring(dot) : "•••";
        return address.substring(0, 1) + "••••@" + host;
    }
}
