package org.regain.password;

/// Who waits for a hash.
public enum Priority {

    /// Somebody signed in, somebody who has proven who they are, or a browser that has signed in to this account before.
    KNOWN,

    /// Anybody. However many there are, whoever is known has at most one of them before them for each core.
    STRANGER
}
