package org.regain.look;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A picture in memory, without anything but its dots.
record Picture(BufferedImage dots) {

    private static final Logger LOG = LoggerFactory.getLogger(Picture.class);

    /// Looked at before the first dot is drawn: a few bytes can say that they are a picture of many gigabytes.
    private static final int LONGEST_SIDE = 4_000;

    private static final int MOST_DOTS = 4_000_000;

    /// Twice or thrice what the pages show, for screens with small dots.
    private static final int WIDTH = 480;

    private static final int HEIGHT = 160;

    /// Nothing for what is no single PNG or JPEG, too large, or broken in any way. One at a time: each may take fifty
    /// megabytes while it is drawn.
    static synchronized Optional<Picture> read(byte[] sent) {
        return RasterKind.of(sent).flatMap(kind -> {
            var reader = kind.reader();
            try {
                return read(reader, sent);
            } catch (IOException | RuntimeException e) {
                // The readers throw whatever they stumble over.
                LOG.info("A picture that was sent can't be drawn: {}", e.toString());
                return Optional.empty();
            } finally {
                reader.dispose();
            }
        });
    }

    private static Optional<Picture> read(ImageReader reader, byte[] sent) throws IOException {
        reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(sent)), true, true);
        long width = reader.getWidth(0);
        long height = reader.getHeight(0);
        if (width > LONGEST_SIDE || height > LONGEST_SIDE || width * height > MOST_DOTS) {
            return Optional.empty();
        }
        var damaged = new AtomicBoolean();
        reader.addIIOReadWarningListener((_, _) -> damaged.set(true));
        var dots = reader.read(0);
        return damaged.get() ? Optional.empty() : Optional.of(new Picture(dots));
    }

    /// As large as a logo may be, or as it is where it is smaller.
    Picture fitting() {
        var scale = Math.min(1, Math.min(WIDTH / (double) dots.getWidth(), HEIGHT / (double) dots.getHeight()));
        var width = (int) Math.max(1, Math.round(dots.getWidth() * scale));
        var height = (int) Math.max(1, Math.round(dots.getHeight() * scale));
        var smaller = dots;
        // By halves, so that every dot counts.
        while (smaller.getWidth() >= 2 * width && smaller.getHeight() >= 2 * height) {
            smaller = drawn(smaller, smaller.getWidth() / 2, smaller.getHeight() / 2);
        }
        return new Picture(drawn(smaller, width, height));
    }

    private static BufferedImage drawn(BufferedImage from, int width, int height) {
        var seeThrough = from.getColorModel().hasAlpha();
        var to =
                new BufferedImage(width, height, seeThrough ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = to.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
        pen.drawImage(from, 0, 0, width, height, null);
        pen.dispose();
        return to;
    }

    byte[] png() {
        var writer = RasterKind.PNG.writer();
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(dots);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
