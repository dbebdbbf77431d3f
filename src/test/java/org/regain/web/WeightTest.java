package org.regain.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/// What the pages weigh on the wire, heads included, with an empty cache and with a full one.
class WeightTest extends SiteScene {

    private static final String PACKED = "Accept-Encoding: gzip";

    @Test
    void theFirstVisitWeighsLessThan20KB() throws IOException {
        Document page = Jsoup.parse(
                http.get("/sample/sign-in", "Accept-Language: zh-CN").body());
        Set<String> parts = new TreeSet<>(page.select("[src]").eachAttr("src"));
        parts.addAll(page.select("link[href]").eachAttr("href"));

        int weight =
                http.get("/sample/sign-in", PACKED, "Accept-Language: zh-CN").bytes();
        for (String part : parts) {
            weight += http.get(part, PACKED).bytes();
        }

        System.out.println("First visit: " + weight + " bytes in " + (parts.size() + 1) + " responses");
        assertThat(parts).hasSize(4).allMatch(part -> part.startsWith("/look/"));
        assertThat(weight).isLessThan(20_000);
    }

    @Test
    void everyPageAfterThatWeighsLessThan10KB() throws IOException {
        int heaviest = 0;
        for (String name : SamplePages.all().keySet()) {
            heaviest = Math.max(
                    heaviest,
                    http.get("/sample/" + name, PACKED, "Accept-Language: es").bytes());
        }
        System.out.println("Heaviest page: " + heaviest + " bytes");
        assertThat(heaviest).isLessThan(10_000);
    }
}
