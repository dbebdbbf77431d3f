package org.regain.portal;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// A POST from this server to a portal's. Somebody has typed the address, so it leads to nothing but the open net: never to this
/// machine or into the network it stands in (SSRF), never over plain HTTP, never on to another address. What is answered is not read.
///
/// The name is looked up once, all that it leads to is looked at, and the connection goes to one of those: not to what the name
/// may lead to a moment later (DNS rebinding). No proxy stands between, since it would look the name up for itself.
@Component
class BackChannel {

    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int MOST_ADDRESSES = 3;

    private final PinnedPost post = new PinnedPost((SSLSocketFactory) SSLSocketFactory.getDefault(), LONGEST);

    /// Null where it was taken; else what kind of failure it was, without a word of whoever answered.
    ///
    /// @param form as it stands in the body
    /// @param thisMachine portals of this machine will do, as in the demo
    @Nullable
    String post(URI to, String form, boolean thisMachine) {
        try {
            var addresses = addresses(to);
            if (addresses.isEmpty() || !mayLeadTo(to, addresses, thisMachine)) {
                return "address";
            }
            int status = send(to, addresses, form);
            return status / 100 == 2 ? null : "http " + status;
        } catch (UnknownHostException e) {
            return "unknown host";
        } catch (SocketTimeoutException e) {
            return "timeout";
        } catch (IOException e) {
            return "unreachable";
        }
    }

    /// To the first that answers; a name may lead to an address that this machine has no way to.
    private int send(URI to, List<InetAddress> addresses, String form) throws IOException {
        var last = Math.min(addresses.size(), MOST_ADDRESSES) - 1;
        for (var address : addresses.subList(0, last)) {
            try {
                return post.send(to, address, form);
            } catch (ConnectException | NoRouteToHostException e) {
                // The next one.
            }
        }
        return post.send(to, addresses.get(last), form);
    }

    /// What the name leads to now; empty where the address has none, or one that hides another.
    private static List<InetAddress> addresses(URI to) throws UnknownHostException {
        return to.getHost() == null || to.getRawUserInfo() != null
                ? List.of()
                : Arrays.asList(InetAddress.getAllByName(to.getHost()));
    }

    static boolean mayLeadTo(URI to, boolean thisMachine) throws UnknownHostException {
        var addresses = addresses(to);
        return !addresses.isEmpty() && mayLeadTo(to, addresses, thisMachine);
    }

    private static boolean mayLeadTo(URI to, List<InetAddress> addresses, boolean thisMachine) {
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
