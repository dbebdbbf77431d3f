package org.regain.look;

import java.util.Arrays;
import java.util.Optional;

/// A picture that we have drawn ourselves, after one that was sent: nothing of what came with it is in here, neither words nor
/// places, profiles or whatever stood behind its end.
public final class Logo {

    /// Of what is sent, in bytes.
    public static final int LARGEST_SENT = 1024 * 1024;

    /// As the table has it, in bytes.
    private static final int LARGEST = 256 * 1024;

    private final byte[] png;

    private Logo(byte[] png) {
        this.png = png;
    }

    /// Draws it anew; nothing where it is too large, broken, animated, or anything but a PNG or a JPEG by what is in it. What
    /// it was called and of which kind it was said to be, nobody looks at.
    public static Optional<Logo> of(byte[] sent) {
        if (sent.length > LARGEST_SENT) {
            return Optional.empty();
        }
        return Picture.read(sent)
                .map(Picture::fitting)
                .map(Picture::png)
                .filter(png -> png.length <= LARGEST)
                .map(Logo::new);
    }

    public byte[] png() {
        return Arrays.copyOf(png, png.length);
    }
}
