package org.regain.delivery;

/// What is known of a message that carries a code. Source of the words: RFC 3464 § 2.3.3.
public enum DeliveryStatus {
    /// Nothing has been heard of it yet.
    UNDER_WAY,
    /// It could not be handed over yet, and is tried again as long as the code serves.
    DELAYED,
    /// The mail server, or the provider of texts, took it. Whether a person has seen it nobody knows.
    ACCEPTED,
    /// The mail server, or the provider of texts, will not take it.
    REFUSED,
    /// Nothing was sent: the address, or the number, has had its share for now.
    WITHHELD
}
