package org.regain.delivery;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Where messages wait until they are sent.
public interface Outbox {

    /// Writes the messages in the caller's transaction and one round trip to the database: they are sent once it
    /// commits, and never if it rolls back. Sending begins at once after the commit, on other threads.
    ///
    /// @param messages may be empty, then nothing happens
    /// @throws IllegalStateException outside a transaction, where a message could go out for something undone
    void put(List<Message> messages);

    /// As [#put(List)], for the code that a flow awaits, or the decoy that stands in for it.
    ///
    /// @param flow whose page may ask how it fares
    void put(UUID flow, Message code);

    /// How the newest code of a flow fares. Empty where nothing has been proven in the flow yet: what becomes of a message
    /// tells whether an account exists.
    Optional<DeliveryStatus> status(UUID flow);
}
