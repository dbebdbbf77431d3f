import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Somebody with a browser, as far as a training needs one: cookies, forms with their hidden fields, redirects.
final class Visitor {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Pattern FIELD = Pattern.compile("<input[^>]*type=\"hidden\"[^>]*>");
    private static final Pattern ATTRIBUTE = Pattern.compile("(name|value)=\"([^\"]*)\"");

    private final URI base;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String path = "";
    private String page = "";
    private int status;

    Visitor(URI base) {
        this.base = base;
    }

    String path() {
        return path;
    }

    /// @throws IllegalStateException when the page that is open came with another status
    void wants(int expected) {
        if (status != expected) {
            throw new IllegalStateException("%s answered %d: %s".formatted(path, status, page));
        }
    }

    /// Whether anything does.
    boolean answers(String address) {
        try {
            get(address).wants(200);
            return true;
        } catch (UncheckedIOException refused) {
            return false;
        }
    }

    Visitor get(String address) {
        return open(address, HttpRequest.newBuilder().GET());
    }

    /// Sends the form of the open page that posts to `action`.
    Visitor submit(String action, String... namesAndValues) {
        Map<String, String> fields = hidden(action);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return open(
                action,
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", base.toString())
                        .header("Sec-Fetch-Site", "same-origin")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private Map<String, String> hidden(String action) {
        int begin = page.indexOf("action=\"" + action + "\"");
        if (begin < 0) {
            throw new IllegalStateException("No form for %s on %s: %s".formatted(action, path, page));
        }
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher field = FIELD.matcher(page.substring(begin, page.indexOf("</form>", begin)));
        while (field.find()) {
            Map<String, String> attributes = new LinkedHashMap<>();
            Matcher attribute = ATTRIBUTE.matcher(field.group());
            while (attribute.find()) {
                attributes.put(attribute.group(1), attribute.group(2));
            }
            fields.put(attributes.getOrDefault("name", ""), attributes.getOrDefault("value", ""));
        }
        return fields;
    }

    private Visitor open(String address, HttpRequest.Builder request) {
        request.uri(base.resolve(address)).header("Accept-Language", "en");
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        HttpResponse<String> answer = send(request.build());
        answer.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')).split("=", 2))
                .forEach(cookie -> cookies.put(cookie[0], cookie[1]));
        if (answer.statusCode() / 100 == 3) {
            return get(base.resolve(answer.headers().firstValue("Location").orElseThrow())
                    .getPath());
        }
        path = address;
        page = answer.body();
        status = answer.statusCode();
        return this;
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
