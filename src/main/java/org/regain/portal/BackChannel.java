package org.regain.portal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// A POST from this server to a portal's. Somebody has typed the address, so it leads to nothing but the open net: never to this
/// machine or into the network it stands in (SSRF), never over plain HTTP, never on to another address. What is answered is not read.
///
/// The address is looked up just before the client does, and Java keeps what it has looked up for half a minute, so both see the same
/// (DNS rebinding).
@Component
class BackChannel {

    private static final Duration LONGEST_CONNECTING = Duration.ofSeconds(5);
    private static final Duration LONGEST_REPLYING = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(LONGEST_CONNECTING)
            .build();

    /// Null where it was taken; else what kind of failure it was, without a word of whoever answered.
    ///
    /// @param form as it stands in the body
    /// @param thisMachine portals of this machine will do, as in the demo
    @Nullable
    String post(URI to, String form, boolean thisMachine) throws InterruptedException {
        try {
            if (!mayLeadTo(to, thisMachine)) {
                return "address";
            }
            int status = client.send(
                            HttpRequest.newBuilder(to)
                                    .timeout(LONGEST_REPLYING)
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(HttpRequest.BodyPublishers.ofString(form))
                                    .build(),
                            HttpResponse.BodyHandlers.ofInputStream())
                    .statusCode();
            return status / 100 == 2 ? null : "http " + status;
        } catch (UnknownHostException e) {
            return "unknown host";
        } catch (HttpTimeoutException e) {
            return "timeout";
        } catch (IOException e) {
            return "unreachable";
        }
    }

    static boolean mayLeadTo(URI to, boolean thisMachine) throws UnknownHostException {
        if (to.getHost() == null || to.getRawUserInfo() != null) {
            return false;
        }
        List<InetAddress> addresses = Arrays.asList(InetAddress.getAllByName(to.getHost()));
        if (thisMachine && addresses.stream().allMatch(InetAddress::isLoopbackAddress)) {
            return "http".equals(to.getScheme()) || "https".equals(to.getScheme());
        }
        return "https".equals(to.getScheme()) && addresses.stream().allMatch(BackChannel::isOnTheOpenNet);
    }

    /// Not this machine, its network, a carrier's, a cloud's about itself, or what is none (RFC 6890).
    static boolean isOnTheOpenNet(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        if (bytes.length == 4) {
            return first != 0
                    && first < 224
                    && !(first == 100 && second >= 64 && second < 128)
                    && !(first == 192 && second == 0 && bytes[2] == 0)
                    && !(first == 198 && (second == 18 || second == 19));
        }
        // Global unicast alone; and of that no way through to an IPv4 address (6to4, Teredo).
        return (first & 0xe0) == 0x20
                && !(first == 0x20 && second == 0x02)
                && !(first == 0x20 && second == 0x01 && bytes[2] == 0 && bytes[3] == 0);
    }
}
