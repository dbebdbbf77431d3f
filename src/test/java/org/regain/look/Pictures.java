package org.regain.look;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/// Pictures to send, and what somebody might hide in them.
public final class Pictures {

    /// After signature and IHDR.
    private static final int AFTER_HEAD = 33;

    private Pictures() {}

    /// A green disc that one can see through around it.
    public static byte[] png(int width, int height) {
        return written("png", drawn(width, height, BufferedImage.TYPE_INT_ARGB));
    }

    public static byte[] jpeg(int width, int height) {
        return written("jpeg", drawn(width, height, BufferedImage.TYPE_INT_RGB));
    }

    static byte[] written(String format, BufferedImage image) {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static BufferedImage drawn(int width, int height, int type) {
        var image = new BufferedImage(width, height, type);
        var pen = image.createGraphics();
        pen.setColor(new Color(0x0d6b5f));
        pen.fillOval(0, 0, width, height);
        pen.dispose();
        return image;
    }

    /// With another piece after the head.
    static byte[] withPiece(byte[] png, String type, byte[] content) {
        return joined(
                Arrays.copyOf(png, AFTER_HEAD), piece(type, content), Arrays.copyOfRange(png, AFTER_HEAD, png.length));
    }

    /// That says it is of this size.
    static byte[] saying(byte[] png, int width, int height) {
        var head = ByteBuffer.allocate(13).putInt(width).putInt(height).put(png, 24, 5);
        return joined(
                Arrays.copyOf(png, 8), piece("IHDR", head.array()), Arrays.copyOfRange(png, AFTER_HEAD, png.length));
    }

    private static byte[] piece(String type, byte[] content) {
        var name = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(content);
        return ByteBuffer.allocate(12 + content.length)
                .putInt(content.length)
                .put(name)
                .put(content)
                .putInt((int) crc.getValue())
                .array();
    }

    /// With a segment after the beginning.
    static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
        var segment = ByteBuffer.allocate(4 + content.length)
                .putShort((short) (0xff00 | marker))
                .putShort((short) (content.length + 2))
                .put(content);
        return joined(Arrays.copyOf(jpeg, 2), segment.array(), Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
