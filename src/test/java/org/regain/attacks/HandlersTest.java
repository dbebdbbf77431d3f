package org.regain.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.regain.support.RowDiff;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Every address that is answered is known, with who may ask: `docs/handlers.md`.
class HandlersTest extends Attack {

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Test
    void everyHandlerIsListedAndNoOther() throws IOException {
        var mapped = requestMappingHandlerMapping.getHandlerMethods().entrySet().stream()
                .flatMap(it -> Handlers.written(it.getKey(), it.getValue()).stream())
                .toList();
        var listed = Handlers.all().stream()
                .filter(it -> !it.who().equals("demo"))
                // Answered by a filter, and from files.
                .filter(it -> !it.path().equals("/sign-out") && !it.path().equals("/look/**"))
                .map(it -> it.method() + " " + it.path())
                .toList();
        assertThat(mapped).containsExactlyInAnyOrderElementsOf(listed);
    }

    @Test
    void theDemosHandlersAreListedToo() throws Exception {
        var demo = Arrays.stream(
                        Class.forName("org.regain.demo.DemoInboxController").getDeclaredMethods())
                .flatMap(HandlersTest::mappings)
                .toList();
        assertThat(Handlers.all("GET", "demo").stream().map(Handlers::path)).containsExactlyInAnyOrderElementsOf(demo);
    }

    @Test
    void whoIsNotSignedInIsSentToSignInAndChangesNothing() throws IOException {
        var browser = somebody().browser;
        var before = RowDiff.of(database);
        for (var handler : closed("GET")) {
            assertThat(browser.get(handler.path().replaceAll("\\{.*}", victim.toString()))
                            .path())
                    .as(handler.path())
                    .isEqualTo("/sign-in");
        }
        for (var handler : closed("POST")) {
            var reply = browser.postOnly(handler.path(), fields(handler, csrf(browser), "x"));
            assertThat(reply.statusCode()).as(handler.path()).isEqualTo(302);
            assertThat(reply.headers().firstValue("Location").orElse("")).startsWith("/sign-in");
        }
        assertThat(before.since(database)).isEmpty();
    }

    @Test
    void clorox_2023_noAddressIsForAHelpDesk() throws IOException {
        // Clorox-2023: nobody can be persuaded to do what no role can do.
        assertThat(Handlers.all())
                .allSatisfy(it -> assertThat(it.who())
                        .isIn("everybody", "signed in", "administrator", "global administrator", "demo"));
        assertThat(Handlers.all()).noneMatch(it -> it.path().matches(".*(impersonate|reset-for|sign-in-as|help).*"));
    }

    private static List<Handlers> closed(String method) throws IOException {
        return Handlers.all().stream()
                .filter(it -> it.method().equals(method) && it.closed())
                .toList();
    }

    private static Map<String, String> fields(Handlers handler, String token, String value) {
        var fields = new HashMap<>(Map.of("_csrf", token));
        handler.fieldNames().forEach(name -> fields.put(name, name.equals("at") ? "0" : value));
        return fields;
    }

    private static Stream<String> mappings(Method method) {
        var get = method.getAnnotation(GetMapping.class);
        assertThat(method.getAnnotation(PostMapping.class)).isNull();
        return get == null ? Stream.empty() : Arrays.stream(get.value());
    }
}
