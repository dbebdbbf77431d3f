package org.regain.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every template in every language and state, rendered by the real engine and kept in `target/pages`.
class PagesTest extends SiteScene {

    private static final Path KEPT = Path.of("target/pages");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    static Stream<List<String>> pages() {
        return SamplePages.all().keySet().stream()
                .flatMap(name -> Stream.of("en", "es", "zh-CN").map(language -> List.of(name, language)));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void eachPageHasAllItsWords(List<String> page) throws Exception {
        String name = page.getFirst();
        String language = page.getLast();
        HttpResponse<String> response = get("/sample/" + name, language);
        keep(language + "-" + name + ".html", response.body());

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body())
                .doesNotContain("??")
                .doesNotContainPattern("\\sth:")
                .doesNotContain("{0");
        Document document = Jsoup.parse(response.body());
        assertThat(document.expectFirst("html").attr("lang")).isEqualTo(language);
        assertThat(document.title()).endsWith(" · Regain");
        assertThat(document.select("h1"))
                .hasSize(1)
                .allMatch(heading -> !heading.text().isBlank());
        assertThat(document.select("[style], style, script:not([src])")).isEmpty();
        assertThat(document.select("input:not([type=hidden]):not([type=radio]):not([readonly])"))
                .allMatch(input -> input.hasAttr("aria-labelledby")
                        ? document.getElementById(input.attr("aria-labelledby")) != null
                        : document.select("label[for=" + input.id() + "]").size() == 1);
        for (String id : document.select("[aria-describedby]").eachAttr("aria-describedby")) {
            assertThat(id.split(" ")).allMatch(one -> document.getElementById(one) != null, id);
        }
    }

    @Test
    void everyTemplateHasASample() throws IOException {
        Set<String> sampled = SamplePages.all().values().stream()
                .map(SamplePages.Sample::view)
                .collect(Collectors.toCollection(TreeSet::new));
        Path root = Path.of("src/main/resources/templates");
        try (Stream<Path> files = Files.walk(root)) {
            Set<String> templates = files.filter(Files::isRegularFile)
                    .map(file ->
                            root.relativize(file).toString().replace('\\', '/').replace(".html", ""))
                    .filter(name -> !Set.of(
                                    "web/layout",
                                    "web/form",
                                    "web/proof",
                                    "recovery/trouble",
                                    "methods/method",
                                    "admin/console",
                                    "admin/person-acts",
                                    "admin/person-there",
                                    "admin/portal-parts",
                                    "admin/portal-settings",
                                    "signin/account-allowed",
                                    "admin/chart")
                            .contains(name))
                    .filter(name -> !name.startsWith("mail/"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(sampled).isEqualTo(templates);
        }
    }

    private HttpResponse<String> get(String path, String language) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(site.origin() + path))
                .header("Accept-Language", language)
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static void keep(String name, String html) throws IOException {
        Files.createDirectories(KEPT);
        Files.writeString(KEPT.resolve(name), html);
    }
}
