package org.regain.account;

import java.util.UUID;

/// An address of an account, as its holder gave it: of a mailbox or of a telephone.
///
/// @param version raised by every change: a code sent under one version proves nothing under another
/// @param address an e-mail address, or a number as [PhoneNumber#text()]
/// @param confirmed its holder has typed a code that was sent there; others are never written to but to confirm them
public record Contact(UUID id, int version, Kind kind, String address, boolean confirmed) {

    /// What kind of thing an address reaches, named as in the table.
    public enum Kind {
        EMAIL,
        PHONE
    }

    /// The address as its holder reads it: a number with the blanks of its country.
    public String shown() {
        return switch (kind) {
            case EMAIL -> address;
            case PHONE -> new PhoneNumber(address).shown();
        };
    }

    /// The address with most of it hidden: `a••••@c•••.example`, `+34 ••• ••• ••12`. Shown only after a first proof.
    public String hint() {
        return switch (kind) {
            case EMAIL -> emailHint(address);
            case PHONE -> new PhoneNumber(address).hint();
        };
    }

    /// An e-mail address with most of it hidden.
    public static String emailHint(String address) {
        var at = address.lastIndexOf('@');
        var dot = address.lastIndexOf('.');
        var host = dot > at + 1 ? address.substring(at + 1, at + 2) + "•••" + address.substring(dot) : "•••";
        return address.substring(0, 1) + "••••@" + host;
    }
}
