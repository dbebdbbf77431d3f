package org.regain.methods;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.regain.secret.TotpSecret;
import org.regain.verification.Totp;

/// What an authenticator app reads from the QR code: the secret, and under which names to keep it.
///
/// Source: https://github.com/google/google-authenticator/wiki/Key-Uri-Format
///
/// @param issuer  the organisation, or the host where it has no name; not blank
/// @param account the account's name as its holder knows it
record TotpUri(String issuer, String account, TotpSecret secret) {

    /// In bytes of UTF-8, each of which takes up to three characters. Longer names are cut, so that the QR code stays
    /// coarse enough for any camera.
    private static final int LONGEST_NAME = 64;

    private static final String CUT = "…";

    TotpUri {
        issuer = name(issuer);
        account = name(account);
    }

    /// ASCII only. The issuer stands twice, as old apps read only the label and new ones the parameter.
    String text() {
        return "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d"
                .formatted(
                        encode(issuer),
                        encode(account),
                        secret.base32(),
                        encode(issuer),
                        Totp.DIGITS,
                        Totp.STEP.toSeconds());
    }

    /// A colon would end the issuer.
    private static String name(String given) {
        String name = given.replace(':', ' ').strip().replaceAll("\\s+", " ");
        if (bytes(name) <= LONGEST_NAME) {
            return name;
        }
        int end = name.length();
        while (bytes(name.substring(0, end) + CUT) > LONGEST_NAME) {
            end = name.offsetByCodePoints(end, -1);
        }
        return name.substring(0, end) + CUT;
    }

    private static int bytes(String text) {
        return text.getBytes(UTF_8).length;
    }

    /// Everything but what RFC 3986 § 2.3 calls unreserved. A blank becomes `%20`: apps would show a plus.
    private static String encode(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(UTF_8)) {
            if (b > 0 && (Character.isLetterOrDigit(b) || "-._~".indexOf(b) >= 0)) {
                encoded.append((char) b);
            } else {
                encoded.append("%%%02X".formatted(b & 0xff));
            }
        }
        return encoded.toString();
    }

    @Override
    public String toString() {
        return "TotpUri[redacted]";
    }
}
