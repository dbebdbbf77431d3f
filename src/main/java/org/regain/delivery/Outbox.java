package org.regain.delivery;

import java.util.List;

/// Where messages wait until they are sent.
public interface Outbox {

    /// Writes the messages in the caller's transaction and one round trip to the database: they are sent once it
    /// commits, and never if it rolls back. Sending begins at once after the commit, on other threads.
    ///
    /// @param messages may be empty, then nothing happens
    /// @throws IllegalStateException outside a transaction, where a message could go out for something undone
    void put(List<Message> messages);
}
