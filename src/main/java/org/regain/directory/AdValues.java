package org.regain.directory;

import com.unboundid.ldap.sdk.Entry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How Active Directory writes down what others write otherwise.
final class AdValues {

    private static final int GUID_BYTES = 16;
    private static final long TICKS_IN_A_MILLISECOND = 10_000;
    private static final Instant BEGINNING = Instant.parse("1601-01-01T00:00:00Z");

    private AdValues() {}

    /// The first three parts are little-endian, the rest as it reads. Source: MS-DTYP § 2.3.4.2.
    static String guid(byte[] bytes) {
        var little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long high = (little.getInt() & 0xFFFF_FFFFL) << 32
                | (little.getShort() & 0xFFFFL) << 16
                | (little.getShort() & 0xFFFFL);
        return new UUID(high, little.order(ByteOrder.BIG_ENDIAN).getLong()).toString();
    }

    /// The same back; nothing where it is none.
    static Optional<byte[]> guid(String text) {
        if (!OpenLdap.isUuid(text)) {
            return Optional.empty();
        }
        var uuid = UUID.fromString(text);
        long high = uuid.getMostSignificantBits();
        return Optional.of(ByteBuffer.allocate(GUID_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) (high >> 32))
                .putShort((short) (high >> 16))
                .putShort((short) high)
                .order(ByteOrder.BIG_ENDIAN)
                .putLong(uuid.getLeastSignificantBits())
                .array());
    }

    /// `S-1-5-21-…`. Source: MS-DTYP § 2.4.2.
    static String sid(byte[] bytes) {
        var sid = ByteBuffer.wrap(bytes);
        int revision = sid.get();
        int parts = sid.get() & 0xFF;
        long authority = (sid.getShort() & 0xFFFFL) << 32 | (sid.getInt() & 0xFFFF_FFFFL);
        var text = new StringBuilder("S-" + revision + "-" + authority);
        sid.order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < parts; i++) {
            text.append('-').append(sid.getInt() & 0xFFFF_FFFFL);
        }
        return text.toString();
    }

    /// A SID of the same domain with another last part.
    ///
    /// @param domain the domain's own, which has no such part
    static byte[] sid(byte[] domain, int rid) {
        byte[] sid = ByteBuffer.allocate(domain.length + Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(domain)
                .putInt(rid)
                .array();
        sid[1]++;
        return sid;
    }

    /// A time in ticks; null for 0 and for what never comes.
    static @Nullable Instant time(@Nullable String ticks) {
        long number = ticks == null ? 0 : Long.parseLong(ticks);
        return number <= 0 || number == Long.MAX_VALUE ? null : BEGINNING.plusMillis(number / TICKS_IN_A_MILLISECOND);
    }

    /// Written as a negative number of ticks; the least there is means for ever.
    static Duration span(Entry entry, String attribute) {
        long ticks = number(entry, attribute);
        return ticks == Long.MIN_VALUE ? Duration.ofDays(36_500) : Duration.ofMillis(-ticks / TICKS_IN_A_MILLISECOND);
    }

    /// The same of something that ends; null for what never does, and where nobody can read it.
    static @Nullable Duration end(Entry entry, String attribute) {
        long ticks = number(entry, attribute);
        return ticks >= 0 || ticks == Long.MIN_VALUE ? null : span(entry, attribute);
    }

    /// A number; 0 where there is none.
    static long number(Entry entry, String attribute) {
        Long number = entry.getAttributeValueAsLong(attribute);
        return number == null ? 0 : number;
    }
}
