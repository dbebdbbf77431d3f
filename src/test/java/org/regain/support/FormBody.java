package org.regain.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/// The fields of a form as browsers send them: one with a field `file` sends that as a file, and a value with [#AGAIN] in it sends its
/// field that often.
public final class FormBody {

    /// Between the values of a field that is sent more than once.
    public static final String AGAIN = "\u001f";

    private static final String BOUNDARY = "between-the-fields";

    private FormBody() {}

    public static String type(Map<String, String> fields) {
        return fields.containsKey("file")
                ? "multipart/form-data; boundary=" + BOUNDARY
                : "application/x-www-form-urlencoded";
    }

    public static String of(Map<String, String> fields) {
        return fields.containsKey("file") ? multipart(fields) : urlencoded(fields);
    }

    private static String multipart(Map<String, String> fields) {
        return fields.entrySet().stream()
                        .map(field ->
                                "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + field.getKey() + "\""
                                        + (field.getKey().equals("file")
                                                ? "; filename=\"a.csv\"\r\nContent-Type: text/csv"
                                                : "")
                                        + "\r\n\r\n" + field.getValue() + "\r\n")
                        .collect(Collectors.joining())
                + "--" + BOUNDARY + "--\r\n";
    }

    private static String urlencoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .flatMap(field -> Arrays.stream(field.getValue().split(AGAIN, -1))
                        .map(value -> URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(value, UTF_8)))
                .collect(Collectors.joining("&"));
    }
}
