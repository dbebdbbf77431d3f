package org.regain.methods;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Map;

/// A QR code as a drawing. `methods/add-totp` makes an SVG of it, black on white by day and by night, because many
/// cameras do not read light on dark.
///
/// Source: ISO/IEC 18004 (a quiet zone of four modules).
///
/// @param size of a side in modules, quiet zone included: the SVG's `viewBox` is `0 0 size size`
/// @param path of the dark modules, for the `d` of one SVG `path`
record QrCode(int size, String path) {

    private static final Map<EncodeHintType, Object> HOW =
            Map.of(EncodeHintType.MARGIN, 4, EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M);

    /// @param text at most 1,000 characters of ASCII
    static QrCode of(String text) {
        try {
            BitMatrix modules = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, HOW);
            return new QrCode(modules.getWidth(), path(modules));
        } catch (WriterException e) {
            throw new IllegalArgumentException("Too long for a QR code", e);
        }
    }

    /// One rectangle for each row of dark modules, which is a third of one for each module.
    private static String path(BitMatrix modules) {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            int x = 0;
            while (x < modules.getWidth()) {
                int from = x;
                while (x < modules.getWidth() && modules.get(x, y)) {
                    x++;
                }
                if (x > from) {
                    path.append("M%d %dh%dv1h-%dz".formatted(from, y, x - from, x - from));
                }
                x++;
            }
        }
        return path.toString();
    }

    /// What it shows is a secret.
    @Override
    public String toString() {
        return "QrCode[redacted]";
    }
}
