package org.regain.verification;

import java.nio.ByteBuffer;
import java.util.UUID;

/// Names one flow: a recovery, or the claiming of an account. Not a secret; knowing it opens nothing.
public record FlowId(UUID value) {

    byte[] bytes() {
        return ByteBuffer.allocate(16)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits())
                .array();
    }
}
