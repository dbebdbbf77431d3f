package org.regain.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The fields of a form or a query, read strictly: each once (but for a [RepeatedField]), percent-encoding complete, UTF-8 valid, no NUL (which
/// PostgreSQL cannot store), and none longer than anything here needs. What is off is refused, never repaired, so that
/// no two readers can understand it differently (CVE-2023-7028).
///
/// Source: WHATWG URL § 5.1, application/x-www-form-urlencoded parsing.
final class Fields {

    /// In code points. What a field may mean is checked later; this only keeps the giants out.
    static final int LONGEST = 1024;

    /// Longer than any that is accepted, so that its refusal can be a sentence at the field.
    static final int LONGEST_PASSWORD = 4096;

    /// What a browser says of a passkey, as JSON. As long as a body may be.
    static final int LONGEST_CREDENTIAL = 16 * 1024;

    /// A token that a portal sends: signed, and so as long as a key makes it. `token` is what it has been shown, which may be another issuer's.
    /// `claims` is JSON.
    static final int LONGEST_TOKEN = 8 * 1024;

    private static final Set<String> TOKENS =
            Set.of("client_assertion", "id_token_hint", "token", "claims", "state", "redirect_uri");

    /// Several lines, which are looked at one by one, and keys.
    private static final Set<String> PASTED = Set.of("redirectUris", "afterLogoutUris", "keys");

    private static final Set<String> PASSWORDS = Set.of("password", "currentPassword", "newPassword", "confirmation");

    /// The text is not a form, or one that is not accepted. Carries nothing of what was sent.
    static final class Unreadable extends Exception {
        Unreadable() {
            super("unreadable", null, false, false);
        }
    }

    private Fields() {}

    /// The values by name, in their order.
    ///
    /// @param encoded as sent; the empty text has no fields
    /// @param repeated names that may come more than once
    /// @throws Unreadable for the first thing that is off
    static Map<String, String> read(byte[] encoded, Set<String> repeated) throws Unreadable {
        Map<String, String> fields = new LinkedHashMap<>();
        int start = 0;
        while (start < encoded.length) {
            int end = indexOf(encoded, '&', start, encoded.length);
            int equals = indexOf(encoded, '=', start, end);
            String name = decode(encoded, start, equals);
            String value = decode(encoded, Math.min(equals + 1, end), end);
            if (tooLong(name, LONGEST) || tooLong(value, longest(name))) {
                throw new Unreadable();
            }
            if (!repeated.contains(name)) {
                if (fields.putIfAbsent(name, value) != null) {
                    throw new Unreadable();
                }
            } else if (value.indexOf(',') >= 0) {
                throw new Unreadable();
            } else {
                fields.merge(name, value, (before, more) -> before + "," + more);
            }
            start = end + 1;
        }
        return Collections.unmodifiableMap(fields);
    }

    /// The value of one field that was sent as it is, without percent-encoding.
    ///
    /// @throws Unreadable where [#read] would refuse the same text
    static String value(String name, byte[] bytes, int from, int to) throws Unreadable {
        String value = text(ByteBuffer.wrap(bytes, from, to - from));
        if (value.indexOf('\0') >= 0 || tooLong(value, longest(name))) {
            throw new Unreadable();
        }
        return value;
    }

    private static int longest(String name) {
        if (name.equals("credential")) {
            return LONGEST_CREDENTIAL;
        }
        if (TOKENS.contains(name) || PASTED.contains(name)) {
            return LONGEST_TOKEN;
        }
        return PASSWORDS.contains(name) ? LONGEST_PASSWORD : LONGEST;
    }

    private static boolean tooLong(String text, int longest) {
        return text.codePointCount(0, text.length()) > longest;
    }

    private static int indexOf(byte[] bytes, char wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return to;
    }

    private static String decode(byte[] encoded, int from, int to) throws Unreadable {
        ByteBuffer plain = ByteBuffer.allocate(to - from);
        for (int i = from; i < to; i++) {
            byte one = encoded[i];
            if (one == '%') {
                one = hex(encoded, i, to);
                i += 2;
            } else if (one == '+') {
                one = ' ';
            }
            if (one == 0) {
                throw new Unreadable();
            }
            plain.put(one);
        }
        return text(plain.flip());
    }

    private static String text(ByteBuffer bytes) throws Unreadable {
        try {
            // A new decoder reports what is not UTF-8, where a String would put U+FFFD in its place.
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new Unreadable();
        }
    }

    private static byte hex(byte[] encoded, int at, int to) throws Unreadable {
        if (at + 2 >= to) {
            throw new Unreadable();
        }
        int high = Character.digit(encoded[at + 1], 16);
        int low = Character.digit(encoded[at + 2], 16);
        if (high < 0 || low < 0) {
            throw new Unreadable();
        }
        return (byte) (high << 4 | low);
    }
}
