package org.regain.web;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The parts of a form with one file, read as strictly as [Fields] reads the fields of a form: what browsers send and nothing
/// else. No text before, between or after the parts, no header but two, no charset, no transfer encoding, no parts within parts.
///
/// Source: RFC 7578; WHATWG HTML § 4.10.22.8, multipart/form-data encoding algorithm.
final class Multipart {

    /// RFC 2046 § 5.1.1 without the blank, which no browser uses.
    private static final Pattern TYPE =
            Pattern.compile("(?i)multipart/form-data; ?boundary=([A-Za-z0-9'()+_,./:=?-]{1,70})");
    /// The name of the file is passed over.
    private static final Pattern FILE = Pattern.compile("(?i)Content-Disposition: form-data; name=\"(?-i:file)\";"
            + " filename=\"[^\"\\p{Cntrl}]*\"\r\nContent-Type: (?!multipart/|message/)[^\\p{Cntrl}]{1,255}");
    private static final Pattern FIELD =
            Pattern.compile("(?i)Content-Disposition: form-data; name=\"([^\"\\p{Cntrl}]{1,64})\"");
    private static final int LONGEST_HEAD = 2048;

    private final byte[] body;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private @Nullable UploadedFile file;
    private int at;

    private Multipart(byte[] body) {
        this.body = body;
    }

    /// What parts the parts; null where this is not the type of a form with a file.
    static @Nullable String boundary(@Nullable String type) {
        Matcher matcher = TYPE.matcher(type == null ? "" : type);
        return matcher.matches() ? matcher.group(1) : null;
    }

    /// @param body  all that was sent
    /// @param names of the fields that have to be there beside the file
    /// @throws Fields.Unreadable for the first thing that is off
    static Multipart read(byte[] body, String boundary, Set<String> names) throws Fields.Unreadable {
        Multipart parts = new Multipart(body);
        parts.skip("--" + boundary);
        while (!parts.isAt("--\r\n", body.length)) {
            parts.skip("\r\n");
            String head = parts.head();
            int start = parts.at;
            int end = parts.until("\r\n--" + boundary, body.length);
            parts.put(head, start, end, names);
        }
        if (parts.file == null || !parts.fields.keySet().equals(names)) {
            throw new Fields.Unreadable();
        }
        return parts;
    }

    Map<String, String> fields() {
        return fields;
    }

    UploadedFile file() {
        if (file == null) {
            throw new IllegalStateException("Not read yet");
        }
        return file;
    }

    private String head() throws Fields.Unreadable {
        int start = at;
        int end = until("\r\n\r\n", Math.min(body.length, at + LONGEST_HEAD));
        return new String(body, start, end - start, StandardCharsets.ISO_8859_1);
    }

    private void put(String head, int start, int end, Set<String> names) throws Fields.Unreadable {
        if (FILE.matcher(head).matches() && file == null) {
            file = new UploadedFile(body, start, end);
            return;
        }
        Matcher field = FIELD.matcher(head);
        if (!field.matches()
                || !names.contains(field.group(1))
                || fields.putIfAbsent(field.group(1), Fields.value(field.group(1), body, start, end)) != null) {
            throw new Fields.Unreadable();
        }
    }

    private void skip(String text) throws Fields.Unreadable {
        if (!isAt(text, at + text.length())) {
            throw new Fields.Unreadable();
        }
        at += text.length();
    }

    /// Goes past the next `text` that ends before `limit`.
    ///
    /// @return where it begins
    private int until(String text, int limit) throws Fields.Unreadable {
        for (int start = at; start + text.length() <= limit; start++) {
            if (isAt(text, start, start + text.length())) {
                at = start + text.length();
                return start;
            }
        }
        throw new Fields.Unreadable();
    }

    private boolean isAt(String text, int end) {
        return isAt(text, at, end);
    }

    /// Whether `text`, which is ASCII, is what stands between the two places.
    private boolean isAt(String text, int start, int end) {
        if (end > body.length || end - start != text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (body[start + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
