package org.regain.channel;

/// Carries texts to telephones. Called by several threads at once, never inside a transaction.
///
/// Where there is no such bean, Regain sends no texts ([Channels#texts()]).
public interface SmsChannel {

    /// Returns once the text is somebody else's responsibility. May be called again with a text of the same id when it
    /// remained unknown whether the first call had succeeded.
    void send(Text text) throws DeliveryException;

    /// Whether the other end can be reached at all, found out without any text. Takes some seconds at most.
    default boolean answers() {
        return true;
    }
}
