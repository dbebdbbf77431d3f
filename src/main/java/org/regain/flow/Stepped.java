package org.regain.flow;

/// A state of a flow.
public interface Stepped {

    /// Raised by every step, so that a page from before it is recognised as stale; -1 where nothing leads on.
    default int step() {
        return -1;
    }
}
