package org.regain.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/// A browser without scripts: cookies, forms as the page has them, redirects followed. What a person does by hand, and what
/// an attacker does to the requests in between.
public final class HttpBrowser {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final URI base;
    private final HttpClient client;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private @Nullable Page page;

    public HttpBrowser(URI base) {
        this(base, CLIENT);
    }

    /// @param client that follows no redirects itself
    public HttpBrowser(URI base, HttpClient client) {
        this.base = base;
        this.client = client;
        headers.put("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        headers.put("Accept-Language", "en");
    }

    /// What a request came to.
    ///
    /// @param path where the browser is now, after redirects
    public record Page(int status, String path, String body, HttpResponse<String> response) {

        public Document html() {
            return Jsoup.parse(body);
        }

        public String heading() {
            return html().select("h1").text();
        }

        /// The sentence of a refusal; empty when there is none.
        public String refusal() {
            return html().select("[role=alert]").text();
        }

        /// The value of a hidden field of the first form that has it; empty when there is none.
        public String field(String name) {
            return html().select("input[name=" + name + "]").attr("value");
        }
    }

    public Page page() {
        return Objects.requireNonNull(page, "Open a page first");
    }

    /// The cookies it holds, to be looked at, copied or changed.
    public Map<String, String> cookies() {
        return cookies;
    }

    /// Sent with every request from now on.
    public HttpBrowser header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /// Opens a path and follows redirects, as from the address bar.
    public Page get(String path) {
        var opened = follow(send(request(path).GET().build()), path);
        page = opened;
        return opened;
    }

    /// Opens a path, with its query, and follows nothing.
    public HttpResponse<String> open(String path) {
        return send(request(path).GET().build());
    }

    /// Fills in and sends the form that posts to `action` on the current page: its hidden fields and these.
    public Page submit(String action, String... namesAndValues) {
        return submitFrom(page(), action, namesAndValues);
    }

    /// The same from a page that was left meanwhile, as with "Back" or in another tab.
    public Page submitFrom(Page left, String action, String... namesAndValues) {
        var fields = new LinkedHashMap<String, String>();
        for (var field : left.html().select("form[action=" + action + "] input[type=hidden]")) {
            fields.put(field.attr("name"), field.attr("value"));
        }
        for (var i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return post(action, fields);
    }

    /// Posts just these fields as a page of ours would, and follows redirects.
    public Page post(String path, Map<String, String> fields) {
        var opened = follow(send(postRequest(path, fields)), path);
        page = opened;
        return opened;
    }

    /// Posts a form with a file, whatever is in it.
    ///
    /// @param fields of ASCII
    public Page upload(String path, Map<String, String> fields, byte[] file) {
        var all = new LinkedHashMap<>(fields);
        all.put("file", new String(file, ISO_8859_1));
        var body = HttpRequest.BodyPublishers.ofString(FormBody.of(all), ISO_8859_1);
        var opened = follow(send(postRequest(path, FormBody.type(all), body)), path);
        page = opened;
        return opened;
    }

    /// Posts just these fields and leaves the browser where it is; redirects are not followed.
    public HttpResponse<String> postOnly(String path, Map<String, String> fields) {
        return send(postRequest(path, fields));
    }

    private HttpRequest postRequest(String path, Map<String, String> fields) {
        return postRequest(path, FormBody.type(fields), HttpRequest.BodyPublishers.ofString(FormBody.of(fields)));
    }

    private HttpRequest postRequest(String path, String type, HttpRequest.BodyPublisher body) {
        return request(path)
                .header("Content-Type", type)
                .header("Origin", base.toString())
                .header("Sec-Fetch-Site", "same-origin")
                .POST(body)
                .build();
    }

    private Page follow(HttpResponse<String> response, String path) {
        var here = path;
        for (var hops = 0; response.statusCode() / 100 == 3 && hops < 5; hops++) {
            here = base.resolve(response.headers().firstValue("Location").orElseThrow())
                    .getPath();
            response = send(request(here).GET().build());
        }
        return new Page(response.statusCode(), here, response.body(), response);
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(base.resolve(path));
        headers.forEach(request::header);
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(it -> it.getKey() + "=" + it.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    /// Sends a request as it is and keeps the cookies of the answer.
    public HttpResponse<String> send(HttpRequest request) {
        try {
            var response = client.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(String cookie) {
        var pair = cookie.substring(0, cookie.indexOf(';')).split("=", 2);
        if (cookie.contains("Max-Age=0")) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }
}
