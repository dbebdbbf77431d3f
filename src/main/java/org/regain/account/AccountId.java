package org.regain.account;

import java.nio.ByteBuffer;
import java.util.UUID;

/// Names one account for ever; never shown, never typed, never re-used. Flows and tokens refer to this, not to a name.
public record AccountId(UUID value) {

    /// No account has this id. It stands where nobody has the name that was typed, so that the same work is done.
    public static final AccountId NOBODY = new AccountId(new UUID(0, 0));

    /// The sixteen bytes, most significant first, as PostgreSQL's `uuid_send` gives them.
    public byte[] bytes() {
        return ByteBuffer.allocate(16)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits())
                .array();
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
