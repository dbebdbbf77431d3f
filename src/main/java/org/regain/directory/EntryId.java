package org.regain.directory;

/// What the directory calls somebody for good, however they are renamed or moved: `objectGUID`, `entryUUID` or `nsUniqueId`.
///
/// @param text 1 to 64 characters: small letters, digits and `-`
public record EntryId(String text) {

    /// Checks the shape.
    public EntryId {
        if (!text.matches("[0-9a-z-]{1,64}")) {
            throw new IllegalArgumentException("An entry's name is of small letters, digits and -");
        }
    }
}
