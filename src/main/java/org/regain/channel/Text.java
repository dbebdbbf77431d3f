package org.regain.channel;

import java.util.UUID;
import org.regain.account.PhoneNumber;

/// A worded text, ready to be sent.
///
/// @param id the same each time this message is tried, so that the channel can mark a repetition as such
/// @param words lines end with `\n`, the last one with nothing
public record Text(UUID id, PhoneNumber to, String words) {

    /// Hides everything but the id: the words may hold a code.
    @Override
    public String toString() {
        return "Text[" + id + "]";
    }
}
