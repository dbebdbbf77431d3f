package org.regain.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.look.Pictures.ascii;
import static org.regain.look.Pictures.joined;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A logo is a PNG or a JPEG by what is in it, and is drawn anew.
class LogoTest {

    private static final byte[] PNG = Pictures.png(300, 100);
    private static final byte[] JPEG = Pictures.jpeg(300, 100);
    private static final String HTML = "<html><script>alert(1)</script></html>";

    @ParameterizedTest
    @CsvSource({
        "300, 100, 300, 100",
        "4000, 1000, 480, 120",
        "1000, 4000, 40, 160",
        "2000, 2000, 160, 160",
        "4000, 1, 480, 1",
        "1, 1, 1, 1"
    })
    void itFitsIntoItsPlaceAndIsNeverEnlarged(int width, int height, int fittingWidth, int fittingHeight)
            throws IOException {
        for (var sent : new byte[][] {Pictures.png(width, height), Pictures.jpeg(width, height)}) {
            var logo = read(Logo.of(sent).orElseThrow().png());
            assertThat(logo.getWidth()).isEqualTo(fittingWidth);
            assertThat(logo.getHeight()).isEqualTo(fittingHeight);
        }
    }

    @Test
    void oneSeesThroughItWhereOneDid() throws IOException {
        var logo = read(Logo.of(PNG).orElseThrow().png());
        assertThat(logo.getRGB(0, 0) >>> 24).isZero();
        assertThat(logo.getRGB(150, 50)).isEqualTo(0xff0d6b5f);
    }

    @ParameterizedTest
    @MethodSource("hiding")
    void nothingThatCameWithItIsLeft(String how, byte[] sent) {
        assertThat(new String(sent, StandardCharsets.ISO_8859_1)).contains("<script>");
        var logo = new String(Logo.of(sent).orElseThrow().png(), StandardCharsets.ISO_8859_1);
        assertThat(logo)
                .as(how)
                .doesNotContain("script", "tEXt", "Exif", "ICC", "iCCP")
                .startsWith("\u0089PNG");
    }

    static Stream<Object[]> hiding() {
        var exif = "Exif\0\0MM\0*\0\0\0\u0008\0\0" + HTML;
        return cases(Map.of(
                "a comment", Pictures.withPiece(PNG, "tEXt", ascii("Comment\0" + HTML)),
                "a private piece", Pictures.withPiece(PNG, "prVt", ascii(HTML)),
                "Exif", Pictures.withPiece(PNG, "eXIf", ascii(exif)),
                "a JPEG's comment", Pictures.withSegment(JPEG, 0xfe, ascii(HTML)),
                "a JPEG's Exif", Pictures.withSegment(JPEG, 0xe1, ascii(exif))));
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void nothingElseIsDrawn(String what, byte[] sent) {
        assertThat(Logo.of(sent)).as(what).isEmpty();
    }

    static Stream<Object[]> unfit() {
        var cases = new LinkedHashMap<String, byte[]>();
        cases.put("nothing", new byte[0]);
        cases.put("SVG", ascii("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"));
        cases.put("HTML", ascii(HTML));
        cases.put("GIF", Pictures.written("gif", Pictures.drawn(20, 20, BufferedImage.TYPE_BYTE_INDEXED)));
        cases.put("BMP", Pictures.written("bmp", Pictures.drawn(20, 20, BufferedImage.TYPE_INT_RGB)));
        cases.put("WebP", ascii("RIFF$\0\0\0WEBPVP8 \f\0\0\0"));
        cases.put("a signature alone", Arrays.copyOf(PNG, 8));
        cases.put("a PNG of 60,000 × 60,000", Pictures.saying(PNG, 60_000, 60_000));
        cases.put("a PNG that is too wide", Pictures.png(4_001, 1));
        cases.put("a PNG with too many dots", Pictures.png(2_500, 1_601));
        cases.put("a PNG without dots", Pictures.saying(PNG, 0, 0));
        cases.put("a PNG that says it is larger than it is", Pictures.saying(PNG, 300, 200));
        cases.put("a PNG that moves", Pictures.withPiece(PNG, "acTL", new byte[8]));
        cases.put("a PNG cut short", Arrays.copyOf(PNG, PNG.length - 30));
        cases.put("a PNG without its end", Arrays.copyOf(PNG, PNG.length - 12));
        cases.put("a PNG with a page behind it", joined(PNG, ascii(HTML)));
        cases.put("a page with a PNG behind it", joined(ascii(HTML), PNG));
        cases.put("a PNG with an archive behind it", joined(PNG, ascii("PK\u0003\u0004")));
        cases.put("a JPEG cut short", joined(Arrays.copyOf(JPEG, JPEG.length / 2)));
        cases.put("a JPEG cut short and ended", joined(Arrays.copyOf(JPEG, JPEG.length / 2), ascii("ÿÙ")));
        cases.put("a JPEG with a page behind it", joined(JPEG, ascii(HTML)));
        cases.put("a JPEG of a hundred layers", Pictures.withSegment(JPEG, 0xfe, ascii("ÿÚ".repeat(100))));
        cases.put("a JPEG in CMYK", cmyk());
        cases.put(
                "a JPEG with a broken profile",
                Pictures.withSegment(JPEG, 0xe2, ascii("ICC_PROFILE\0\u0001\u0001rubbish")));
        cases.put("more than 1 MiB", Pictures.withPiece(PNG, "prVt", new byte[Logo.LARGEST_SENT]));
        return cases(cases);
    }

    /// Whatever is damaged, it is a refusal or a picture, and never a fault.
    @Test
    void whateverIsDamagedIsRefusedOrDrawn() {
        var random = new Random(7);
        for (var sent : new byte[][] {PNG, JPEG, Pictures.png(40, 40), Pictures.jpeg(40, 40)}) {
            for (var i = 0; i < 500; i++) {
                var damaged = sent.clone();
                for (var j = 0; j < 1 + i % 4; j++) {
                    damaged[8 + random.nextInt(damaged.length - 8)] = (byte) random.nextInt();
                }
                Logo.of(damaged).ifPresent(logo -> assertThat(logo.png()).hasSizeLessThan(262_144));
            }
        }
    }

    @Test
    void noiseFitsToo() {
        var noise = new BufferedImage(480, 160, BufferedImage.TYPE_INT_RGB);
        var random = new Random(7);
        for (var i = 0; i < 480 * 160; i++) {
            noise.setRGB(i % 480, i / 480, random.nextInt());
        }
        assertThat(Logo.of(Pictures.written("png", noise)).orElseThrow().png()).hasSizeLessThan(262_144);
    }

    /// With four parts for each dot, which the head says.
    private static byte[] cmyk() {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var bytes = new java.io.ByteArrayOutputStream();
                var out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            var raster =
                    java.awt.image.Raster.createInterleavedRaster(java.awt.image.DataBuffer.TYPE_BYTE, 20, 20, 4, null);
            writer.write(new javax.imageio.IIOImage(raster, null, null));
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Stream<Object[]> cases(Map<String, byte[]> cases) {
        return cases.entrySet().stream().map(it -> new Object[] {it.getKey(), it.getValue()});
    }

    private static BufferedImage read(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }
}
