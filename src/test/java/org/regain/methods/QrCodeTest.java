package org.regain.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.regain.secret.TotpSecret;

class QrCodeTest {

    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z");
    private static final int WHITE = 0xffffff;

    @ParameterizedTest
    @CsvSource({
        "Contoso Partners, ana@contoso.example",
        "世纪互联蓝云合作伙伴门户, li.wei@contoso.example",
        "A, b",
    })
    void aCameraReadsTheUriThatWentIn(String issuer, String account) throws Exception {
        TotpSecret secret = TotpSecret.random(new SecureRandom());
        String uri = new TotpUri(issuer, account, secret).text();
        assertThat(scanned(QrCode.of(uri))).isEqualTo(uri);
    }

    @Test
    void theLongestNamesStillFit() throws Exception {
        TotpSecret secret = TotpSecret.random(new SecureRandom());
        String uri = new TotpUri("\uD83D\uDD11".repeat(80), "密".repeat(80), secret).text();
        assertThat(QrCode.of(uri).size()).isLessThanOrEqualTo(113);
        assertThat(scanned(QrCode.of(uri))).isEqualTo(uri);
    }

    @Test
    void fourEmptyModulesSurroundIt() {
        QrCode qr = QrCode.of("otpauth://totp/a:b?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        int[] pixels = drawn(qr, 1);
        for (int i = 0; i < pixels.length; i++) {
            int x = i % qr.size();
            int y = i / qr.size();
            boolean inside = Math.min(x, y) >= 4 && Math.max(x, y) < qr.size() - 4;
            assertThat(inside || pixels[i] == WHITE).isTrue();
        }
        assertThat(pixels[4 * qr.size() + 4]).isZero();
    }

    @Test
    void whatFitsInNoQrCodeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> QrCode.of("x".repeat(3000)));
    }

    @Test
    void neverPrintsItself() {
        assertThat(QrCode.of("secret")).hasToString("QrCode[redacted]");
    }

    /// Draws the path as a browser would, and reads the picture as a phone would.
    private static String scanned(QrCode qr) throws Exception {
        int scale = 4;
        int side = qr.size() * scale;
        var picture = new RGBLuminanceSource(side, side, drawn(qr, scale));
        // Where the code is in the picture is known: looking for it fails now and then, even in a picture without a blemish.
        return new QRCodeReader()
                .decode(
                        new BinaryBitmap(new GlobalHistogramBinarizer(picture)),
                        Map.of(DecodeHintType.PURE_BARCODE, true))
                .getText();
    }

    private static int[] drawn(QrCode qr, int scale) {
        int side = qr.size() * scale;
        int[] pixels = new int[side * side];
        Arrays.fill(pixels, WHITE);
        assertThat(RUN.matcher(qr.path()).replaceAll("")).isEmpty();
        RUN.matcher(qr.path()).results().forEach(run -> {
            assertThat(run.group(4)).isEqualTo(run.group(3));
            int from = Integer.parseInt(run.group(1)) * scale;
            int to = from + Integer.parseInt(run.group(3)) * scale;
            for (int row = 0; row < scale; row++) {
                int begin = (Integer.parseInt(run.group(2)) * scale + row) * side;
                Arrays.fill(pixels, begin + from, begin + to, 0);
            }
        });
        return pixels;
    }
}
