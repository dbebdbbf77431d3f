package org.regain.channel;

/// Carries mails to mailboxes. Called by several threads at once, never inside a transaction.
public interface EmailChannel {

    /// Returns once the mail is somebody else's responsibility. May be called again with a mail of the same id when it
    /// remained unknown whether the first call had succeeded.
    void send(Mail mail) throws DeliveryException;

    /// What there is to do here before a mail leaves, and it does not leave: for one that nobody gets, and to be quick from the first on.
    default void rehearse(Mail mail) throws DeliveryException {}

    /// Whether the other end takes mails at all, found out without any mail. May wait for it as long as a mail would,
    /// and is given up sooner.
    default boolean answers() {
        return true;
    }
}
