package org.regain.flow;

import org.regain.secret.Token;
import org.regain.verification.FlowId;

/// What flows of all kinds do alike. What one kind is found by, and what it comes to, is in the store of that kind; how
/// sign-ins with a password or a passkey begin, in the database's functions.
public interface Flows {

    /// Begins one; how long it may take in all, its purpose says.
    void open(NewFlow flow);

    /// Stores a step. False when the flow has moved on since it was read at `step`, or is over; then nothing was written.
    boolean advance(FlowId flow, int step);

    /// Ends one that its person has left; nothing where it is over already.
    void leave(Purpose purpose, Token key);
}
