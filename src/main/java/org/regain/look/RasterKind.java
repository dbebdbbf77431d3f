package org.regain.look;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;

/// The two kinds of pictures that are read. Before a reader of Java's sees one, its outside is looked at here: where it ends,
/// and whether it holds more than one picture or more work than it seems.
enum RasterKind {
    /// Source: W3C PNG (third edition) §§ 5, 11.
    PNG("png") {
        @Override
        boolean begins(byte[] sent) {
            return sent.length > SIGNATURE && ByteBuffer.wrap(sent).getLong() == 0x89504e470d0a1a0aL;
        }

        // Pieces that follow each other up to the last one, and none of a moving picture.
        @Override
        boolean isOnePicture(byte[] sent) {
            var at = SIGNATURE;
            while (at + PIECE <= sent.length) {
                var head = ByteBuffer.wrap(sent, at, PIECE);
                var length = head.getInt();
                var type = head.getInt();
                if (length < 0 || length > sent.length - at - PIECE || MOVING.contains(type)) {
                    return false;
                }
                at += PIECE + length;
                if (type == END) {
                    return at == sent.length;
                }
            }
            return false;
        }
    },
    /// Source: ITU-T T.81 § B.
    JPEG("jpeg") {
        @Override
        boolean begins(byte[] sent) {
            return sent.length > SIGNATURE && sent[0] == MARK && sent[1] == (byte) 0xd8 && sent[2] == MARK;
        }

        // With an end, for screens and not for printers, and not in so many layers that drawing it takes minutes.
        @Override
        boolean isOnePicture(byte[] sent) {
            var ends = sent[sent.length - 2] == MARK && sent[sent.length - 1] == (byte) 0xd9;
            return ends && isGreyOrColoured(sent) && layers(sent) <= MOST_LAYERS;
        }
    };

    private static final int SIGNATURE = 8;
    /// Length, type and checksum.
    private static final int PIECE = 12;

    private static final int END = 0x49454e44; // IEND
    private static final Set<Integer> MOVING = Set.of(0x6163544c, 0x6663544c, 0x66644154); // acTL, fcTL, fdAT

    private static final byte MARK = (byte) 0xff;
    /// A usual picture has ten at most.
    private static final int MOST_LAYERS = 32;

    private final String format;

    RasterKind(String format) {
        this.format = format;
    }

    abstract boolean begins(byte[] sent);

    abstract boolean isOnePicture(byte[] sent);

    /// By what is in it.
    static Optional<RasterKind> of(byte[] sent) {
        return Arrays.stream(values())
                .filter(kind -> kind.begins(sent) && kind.isOnePicture(sent))
                .findFirst();
    }

    /// Java's own, whatever else a library may have brought along.
    ImageReader reader() {
        return own(ImageIO.getImageReadersByFormatName(format));
    }

    ImageWriter writer() {
        return own(ImageIO.getImageWritersByFormatName(format));
    }

    /// By the number of parts that each dot has, in the head of the frame.
    private static boolean isGreyOrColoured(byte[] jpeg) {
        var at = 2;
        while (at + 10 <= jpeg.length && jpeg[at] == MARK) {
            var kind = jpeg[at + 1] & 0xff;
            if (kind >= 0xc0 && kind <= 0xcf && kind != 0xc4 && kind != 0xc8 && kind != 0xcc) {
                return jpeg[at + 9] == 1 || jpeg[at + 9] == 3;
            }
            at += 2 + (ByteBuffer.wrap(jpeg).getShort(at + 2) & 0xffff);
        }
        return false;
    }

    /// Nowhere but before one do these two bytes stand, unless a comment or a small picture beside it has some more.
    private static int layers(byte[] jpeg) {
        var layers = 0;
        for (var i = 1; i < jpeg.length; i++) {
            if (jpeg[i - 1] == MARK && jpeg[i] == (byte) 0xda) {
                layers++;
            }
        }
        return layers;
    }

    private static <T> T own(Iterator<T> found) {
        while (found.hasNext()) {
            var one = found.next();
            if (one.getClass().getModule().equals(ImageIO.class.getModule())) {
                return one;
            }
        }
        throw new IllegalStateException("This Java has no reader or writer of pictures");
    }
}
