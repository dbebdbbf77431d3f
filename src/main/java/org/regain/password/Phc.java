package org.regain.password;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The parts of a [PasswordHash]. One value has one text.
final class Phc {

    static final int SALT_BYTES = 16;
    static final int TAG_BYTES = 32;

    private static final int MAX_TEXT = 128;

    /// One lane only: who waits has one core, and a second would be taken from somebody else.
    private static final Pattern SHAPE = Pattern.compile("\\$argon2id\\$v=19"
            + "\\$m=([1-9][0-9]{0,5}),t=([1-9][0-9]?),p=1,keyid=(0|[1-9][0-9]{0,9})"
            + "\\$([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");

    private final HashParameters parameters;
    private final byte[] salt;
    private final byte[] tag;

    Phc(HashParameters parameters, byte[] salt, byte[] tag) {
        this.parameters = parameters;
        this.salt = salt;
        this.tag = tag;
    }

    /// @throws IllegalArgumentException for anything but what [#text()] gives; the message holds none of it
    static Phc parse(String text) {
        Matcher parts = SHAPE.matcher(text.length() > MAX_TEXT ? "" : text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Not a password hash of Regain");
        }
        HashParameters parameters =
                new HashParameters(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), parts.group(3));
        Base64.Decoder base64 = Base64.getDecoder();
        Phc phc = new Phc(parameters, base64.decode(parts.group(4)), base64.decode(parts.group(5)));
        if (!phc.text().equals(text)) {
            // Java's decoder lets the last character's unused bits be anything.
            throw new IllegalArgumentException("Not a password hash of Regain");
        }
        return phc;
    }

    String text() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=1,keyid=%s$%s$%s"
                .formatted(
                        parameters.memoryKib(),
                        parameters.passes(),
                        parameters.keyId(),
                        base64.encodeToString(salt),
                        base64.encodeToString(tag));
    }

    HashParameters parameters() {
        return parameters;
    }

    byte[] salt() {
        return salt;
    }

    byte[] tag() {
        return tag;
    }
}
