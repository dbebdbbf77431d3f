package org.regain.texts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.regain.channel.DeliveryException;

/// One POST to whoever sends our texts: never redirected, because the body holds a code and the headers a secret, and never
/// waited for without end.
final class ProviderHttp {

    static final Duration LONGEST_CONNECTING = Duration.ofSeconds(10);
    static final Duration LONGEST_REPLYING = Duration.ofSeconds(20);

    private static final int LONGEST_REFUSAL = 16 * 1024;

    /// Refusals that speak of our settings, which an operator will mend, or of a moment that will pass. A redirection is a
    /// wrong URL.
    private static final Set<Integer> TRY_AGAIN = Set.of(401, 402, 403, 404, 405, 407, 408, 409, 425, 429);

    private final HttpClient client;
    private final Duration longestReplying;

    ProviderHttp() {
        this(LONGEST_CONNECTING, LONGEST_REPLYING);
    }

    ProviderHttp(Duration longestConnecting, Duration longestReplying) {
        this.longestReplying = longestReplying;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(longestConnecting)
                .build();
    }

    /// What a provider said.
    ///
    /// @param refusal   the beginning of its words, which repeat numbers and are for no log; empty where it took the text
    /// @param notWithin how long it wants to be left alone
    record Reply(int status, String refusal, Duration notWithin) {

        boolean isTaken() {
            return status / 100 == 2;
        }

        /// What the status alone means, for one that is not [#isTaken()].
        DeliveryException failure() {
            String failure = "http " + status;
            return status / 100 == 4 && !TRY_AGAIN.contains(status)
                    ? DeliveryException.permanent(failure)
                    : DeliveryException.transientFailure(failure, notWithin);
        }

        @Override
        public String toString() {
            return "Reply[" + status + "]";
        }
    }

    /// @throws DeliveryException transient, when it remained unknown what the provider did
    Reply post(HttpRequest.Builder request) throws DeliveryException {
        try {
            HttpResponse<InputStream> response =
                    client.send(request.timeout(longestReplying).build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                int status = response.statusCode();
                // A text that was taken is not sent again because the rest of the reply got lost.
                return new Reply(status, status / 100 == 2 ? "" : beginning(body), RetryAfter.of(response.headers()));
            }
        } catch (HttpTimeoutException e) {
            throw DeliveryException.transientFailure("timeout");
        } catch (SSLException e) {
            throw DeliveryException.transientFailure("tls");
        } catch (IOException e) {
            throw DeliveryException.transientFailure("unreachable");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DeliveryException.transientFailure("interrupted");
        }
    }

    private static String beginning(InputStream body) {
        try {
            return new String(body.readNBytes(LONGEST_REFUSAL), UTF_8);
        } catch (IOException cutOff) {
            return "";
        }
    }
}
