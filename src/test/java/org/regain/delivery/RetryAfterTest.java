package org.regain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.support.ScriptedProvider;
import org.regain.texts.TestTexts;

/// A provider of texts that says when it wants to be asked again: not before, and not after the text's life.
@Isolated
class RetryAfterTest {

    private final Delivering delivering = new Delivering();
    private ScriptedProvider provider;

    @BeforeEach
    void open() throws IOException {
        provider = new ScriptedProvider();
    }

    @AfterEach
    void close() throws IOException {
        delivering.close();
        provider.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            429 | Retry-After: 90                                                                       | 90
            503 | Retry-After: 90                                                                       | 90
            500 | Retry-After: 599                                                                      | 599
            403 | retry-after:  90                                                                      | 90
            302 | Retry-After: 90                                                                       | 90
            429 | Date: Sun, 06 Nov 1994 08:48:37 GMT; Retry-After: Sun, 06 Nov 1994 08:50:07 GMT       | 90
            503 | Date: Sun, 06 Nov 1994 08:48:37 GMT; Retry-After: Sun, 06 Nov 1994 08:00:00 GMT       | 2
            503 | Retry-After: Fri, 31 Dec 1999 23:59:59 GMT                                            | 2
            429 | Retry-After: 0                                                                        | 2
            429 | Retry-After: -5                                                                       | 2
            429 | Retry-After: soon                                                                     | 2
            429 | X: y                                                                                  | 2
            """)
    void itIsNotAskedBefore(int status, String headers, int seconds) {
        refusing(status, headers, "");
        assertThat(notBefore()).isEqualTo(delivering.clock.instant().plusSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 429})
    void whateverElseItSays(int status) {
        refusing(status, "Retry-After: 90", "{\"code\":20429}");
        assertThat(notBefore()).isEqualTo(delivering.clock.instant().plusSeconds(90));
    }

    @ParameterizedTest
    @ValueSource(strings = {"600", "86400", "99999999", "99999999999999999999999999"})
    void whatWouldComeTooLateIsGivenUp(String seconds) {
        provider.replying(reply(429, "Retry-After: " + seconds, ""));
        delivering.put(delivering.texted("12345678"));
        delivering.texting(TestTexts.twilio(provider));
        await().until(() -> OutboxDatabase.count("EXPIRED") == 1);
        assertThat(OutboxDatabase.row()).containsEntry("sealed", null).containsEntry("attempts", 1);
    }

    @Test
    void whenItsTimeHasComeItIsAsked() {
        refusing(503, "Retry-After: 90", "");
        provider.replying(201, "{}");
        delivering.clock.advance(Duration.ofSeconds(90));
        await().until(() -> OutboxDatabase.count("SENT") == 1);
        assertThat(provider.requests()).hasSize(2);
    }

    private void refusing(int status, String headers, String body) {
        provider.replying(reply(status, headers, body));
        delivering.put(delivering.texted("12345678"));
        delivering.texting(TestTexts.twilio(provider));
        await().until(() -> OutboxDatabase.row().get("failure") != null);
    }

    private static Instant notBefore() {
        return OutboxDatabase.OWNER
                .sql("select not_before from regain.outbox")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private static String reply(int status, String headers, String body) {
        return "HTTP/1.1 %d so\r\nConnection: close\r\n%s\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(status, headers.replace("; ", "\r\n"), body.length(), body);
    }
}
