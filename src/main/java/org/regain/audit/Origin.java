package org.regain.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/// Where a request came from, as far as the connection itself says. Forwarding headers are not read here: whoever sends
/// the request writes them.
///
/// @param source the address of the connection's other end
/// @param browser the browser's family and system, such as "Firefox, Linux": enough for its owner to know it again
public record Origin(String source, String browser) {

    /// For what Regain does by itself, without a request.
    public static final Origin ITSELF = new Origin("", "");

    public static Origin of(HttpServletRequest request) {
        return new Origin(request.getRemoteAddr(), BrowserFamily.of(request.getHeader("User-Agent")));
    }

    /// Whether it came from this very machine, as everything does behind a proxy beside Regain that is not trusted to say
    /// for whom it asks.
    public boolean isThisMachine() {
        try {
            return InetAddress.ofLiteral(source).isLoopbackAddress();
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    /// What limits count by: an IPv4 address whole, of an IPv6 address the first 64 bits, which one subscriber has.
    public String network() {
        try {
            var address = InetAddress.ofLiteral(source);
            var bytes = address instanceof Inet6Address ? Arrays.copyOf(address.getAddress(), 8) : address.getAddress();
            return HexFormat.of().formatHex(bytes);
        } catch (IllegalArgumentException notAnAddress) {
            return source;
        }
    }
}
