package org.regain.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.regain.account.Role;
import org.regain.support.AuthenticatorApp;
import org.regain.support.HttpBrowser.Page;
import org.regain.support.Scene;

/// A list of 100,000 people: how long each request takes, and the whole of it. Run by hand:
/// `mvn test -Dtest=InvitingLoadTest -Dbench=true`.
@EnabledIfSystemProperty(named = "bench", matches = "true")
class InvitingLoadTest extends Scene {

    private static final int PEOPLE = Integer.getInteger("people", 100_000);
    private static final String PASSWORD = "seven green bottles on a wall";

    private interface Request {
        Page send();
    }

    @Test
    void measures() {
        var marta = people.active("marta@bench.example", PASSWORD, Role.GLOBAL_ADMIN);
        var app = AuthenticatorApp.with(people.addTotp(marta).bytes());
        var admin = somebody();
        admin.signIn("marta@bench.example", PASSWORD);
        admin.browser.submit("/sign-in/verify/code", "code", app.codeAt(clock.instant()));
        var csv = IntStream.range(0, PEOPLE)
                .mapToObj(i -> "person%d,person%d@bench.example,,\n".formatted(i, i))
                .collect(Collectors.joining("", "name,email,roles,language\n", ""));
        var token = admin.browser.get("/admin/invite").field("_csrf");
        // Redirected to the look at the list, which is timed once more by itself.
        var page = timed(
                "upload and look", () -> admin.browser.post("/admin/invite/list", Map.of("_csrf", token, "file", csv)));
        var list = page.field("list");
        timed("look", () -> admin.browser.get("/admin/invite/list/" + list));
        var begin = System.nanoTime();
        page = timed(
                "confirm", () -> admin.browser.post("/admin/invite/confirm", Map.of("_csrf", token, "list", list)));
        var slowest = 0.0;
        while (!page.heading().equals("They are invited")) {
            var asked = System.nanoTime();
            page = admin.browser.get("/admin/invite/list/" + list);
            slowest = Math.max(slowest, (System.nanoTime() - asked) / 1e6);
        }
        System.out.printf(
                "%d people in %.1f s, slowest look meanwhile %.0f ms%n",
                PEOPLE, (System.nanoTime() - begin) / 1e9, slowest);
        assertThat(count("select count(*) from account_name where key like 'person%@bench.example'"))
                .isEqualTo(PEOPLE);
    }

    private static Page timed(String what, Request request) {
        var begin = System.nanoTime();
        var page = request.send();
        System.out.printf("%-20s %6.0f ms%n", what, (System.nanoTime() - begin) / 1e6);
        return page;
    }
}
