package org.regain.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.crypto.tink.Mac;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;

final class TinkMacs implements Macs {

    private final List<Mac> each;

    /// @param each by each key, the one in use first
    TinkMacs(List<Mac> each) {
        this.each = List.copyOf(each);
    }

    @Override
    public byte[] mac(MacPurpose purpose, byte[]... parts) {
        return by(each.getFirst(), purpose, parts);
    }

    @Override
    public byte[][] byEachKey(MacPurpose purpose, byte[]... parts) {
        return each.stream().map(mac -> by(mac, purpose, parts)).toArray(byte[][]::new);
    }

    private static byte[] by(Mac mac, MacPurpose purpose, byte[]... parts) {
        byte[] name = purpose.name().getBytes(US_ASCII);
        int length = Integer.BYTES + name.length;
        for (byte[] part : parts) {
            length = Math.addExact(length, Integer.BYTES + part.length);
        }
        ByteBuffer input = ByteBuffer.allocate(length).putInt(name.length).put(name);
        for (byte[] part : parts) {
            input.putInt(part.length).put(part);
        }
        try {
            return mac.computeMac(input.array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 failed", e);
        } finally {
            Arrays.fill(input.array(), (byte) 0);
        }
    }
}
