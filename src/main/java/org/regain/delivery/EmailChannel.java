package org.regain.delivery;

/// Carries mails to mailboxes. Called by several threads at once, never inside a transaction.
public interface EmailChannel {

    /// Returns once the mail is somebody else's responsibility. May be called again with a mail of the same id when it
    /// remained unknown whether the first call had succeeded.
    void send(Mail mail) throws DeliveryException;
}
