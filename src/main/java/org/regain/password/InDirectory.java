package org.regain.password;

import org.regain.directory.EntryId;

/// Whose password a directory keeps.
///
/// @param entry who they are there
/// @param leaves whether a new one is kept here from now on ([DirectoryMoves])
public record InDirectory(EntryId entry, boolean leaves) {

    /// Whether a new one is written there.
    public boolean stays() {
        return !leaves;
    }
}
