package org.regain.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.web.FileForm;
import org.regain.web.UploadedFile;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// A form with a file behind the sign-in.
@Import({UploadSignedInTest.Form.class, UploadSignedInTest.Page.class})
class UploadSignedInTest extends SignInScene {

    @TestConfiguration(proxyBeanMethods = false)
    static class Form {
        @Bean
        FileForm sampleForm() {
            return new FileForm("/sample-upload", Set.of(), 100, it -> it.getHeader("X-Stranger") == null);
        }
    }

    @RestController
    @TestComponent
    static class Page {
        @PostMapping("/sample-upload")
        String size(UploadedFile file) {
            return "size " + file.size();
        }
    }

    private String csrf = "";

    @BeforeEach
    void anaIsSignedIn() {
        ana.signIn(ANA, RIGHT);
        csrf = ana.browser.get("/account/password").field("_csrf");
    }

    @Test
    void whoeverIsSignedInSendsIt() {
        assertThat(upload(form(csrf, "1,2")).body()).isEqualTo("size 3");
        assertThat(upload(form(csrf, "a".repeat(101))).statusCode()).isEqualTo(413);
        assertThat(upload("rubbish").statusCode()).isEqualTo(400);
    }

    @Test
    void itTakesTheCsrfTokenOfTheSession() {
        assertThat(csrf).isNotEmpty();
        assertThat(upload(form("", "1,2")).statusCode()).isEqualTo(403);
        assertThat(upload(form(csrf.replaceAll("[A-M]", "x"), "1,2")).statusCode())
                .isEqualTo(403);
        var another = somebody();
        another.browser.get("/sign-in");
        assertThat(upload(form(another.browser.page().field("_csrf"), "1,2")).statusCode())
                .isEqualTo(403);
    }

    @Test
    void othersAreSentToSignInWhateverTheySend() {
        var browser = somebody().browser;
        var anonymous = browser.get("/sign-in").field("_csrf");
        for (var body : new String[] {form(anonymous, "1,2"), form(csrf, "1,2"), "rubbish"}) {
            HttpResponse<String> answer =
                    browser.send(request(body, browser.cookies().toString()));
            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/sign-in");
        }
    }

    @Test
    void whoMayNotSendItIsRefusedUnread() {
        for (var body : new String[] {form(csrf, "1,2"), "rubbish"}) {
            var request = HttpRequest.newBuilder(request(body, cookies()), (_, _) -> true)
                    .header("X-Stranger", "1")
                    .build();
            assertThat(ana.browser.send(request).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void aSessionThatHasEndedIsNoneAnyMore() {
        people.run(
                sql -> sql.sql("update account set auth_epoch = auth_epoch + 1").update());
        assertThat(upload("rubbish").statusCode()).isEqualTo(302);
    }

    private HttpResponse<String> upload(String body) {
        return ana.browser.send(request(body, cookies()));
    }

    private String cookies() {
        return ana.browser.cookies().entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private HttpRequest request(String body, String cookies) {
        return HttpRequest.newBuilder(baseUrl.resolve("/sample-upload"))
                .header("Content-Type", "multipart/form-data; boundary=b")
                .header("Cookie", cookies)
                .header("Sec-Fetch-Site", "same-origin")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static String form(String csrf, String content) {
        return """
            --b
            Content-Disposition: form-data; name="_csrf"

            %s
            --b
            Content-Disposition: form-data; name="file"; filename="a"
            Content-Type: text/csv

            %s
            --b--
            """.formatted(csrf, content).replace("\n", "\r\n");
    }
}
