package org.regain.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Map;
import java.util.stream.Collectors;

/// The fields of a form as browsers send them: one with a field `file` sends that as a file.
public final class FormBody {

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
                .map(field ->
                        URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
