package org.regain.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/// Writes CBOR by hand, so that what the application reads was not written by the library that it reads with.
///
/// Source: RFC 8949 § 3.
public final class Cbor {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Cbor() {}

    /// Encodes integers, texts, byte strings, lists and maps, the latter in their order.
    public static byte[] of(Object value) {
        var cbor = new Cbor();
        cbor.write(value);
        return cbor.out.toByteArray();
    }

    private void write(Object value) {
        switch (value) {
            case Integer number when number < 0 -> head(1, -1 - number);
            case Integer number -> head(0, number);
            case byte[] bytes -> {
                head(2, bytes.length);
                out.writeBytes(bytes);
            }
            case String text -> {
                head(3, text.getBytes(UTF_8).length);
                out.writeBytes(text.getBytes(UTF_8));
            }
            case List<?> list -> {
                head(4, list.size());
                list.forEach(this::write);
            }
            case Map<?, ?> map -> {
                head(5, map.size());
                map.forEach((key, one) -> {
                    write(key);
                    write(one);
                });
            }
            default -> throw new IllegalArgumentException(value.getClass().getName());
        }
    }

    private void head(int major, int length) {
        if (length < 24) {
            out.write(major << 5 | length);
        } else if (length < 256) {
            out.write(major << 5 | 24);
            out.write(length);
        } else {
            out.write(major << 5 | 25);
            out.writeBytes(ByteBuffer.allocate(2).putShort((short) length).array());
        }
    }
}
