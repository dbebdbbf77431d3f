package org.regain.web;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The one address this service answers at, from the setting `regain.base-url`; never taken from a request.
@Component
class Site {

    private final String scheme;
    private final String authority;
    private final String usualPort;

    /// @throws IllegalArgumentException unless it is `http(s)://host[:port]` and nothing more
    Site(@Value("${regain.base-url}") String base) {
        URI uri = URI.create(base.toLowerCase(Locale.ROOT));
        boolean secure = "https".equals(uri.getScheme());
        boolean bare = (uri.getRawPath() == null
                        || uri.getRawPath().isEmpty()
                        || uri.getRawPath().equals("/"))
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && uri.getRawUserInfo() == null;
        if (!(secure || "http".equals(uri.getScheme())) || uri.getHost() == null || !bare) {
            throw new IllegalArgumentException(
                    "regain.base-url must be like https://recover.example.org, but is " + base);
        }
        this.scheme = secure ? "https" : "http";
        int port = secure ? 443 : 80;
        boolean usual = uri.getPort() == -1 || uri.getPort() == port;
        this.usualPort = usual ? ":" + port : "";
        this.authority = usual ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    /// As a browser writes it in `Origin`: scheme, host and port, without a usual port.
    String origin() {
        return scheme + "://" + authority;
    }

    /// As a browser writes it in `Host`.
    String authority() {
        return authority;
    }

    /// Whether a request with this `Host`, null where there is none, was meant for us. The usual port of the scheme is the
    /// same as none, as proxies write it that pass on `$host:$server_port`.
    ///
    /// Source: RFC 9110 § 4.2.3.
    boolean isAddressedBy(@Nullable String host) {
        if (host == null) {
            return false;
        }
        String named = host.toLowerCase(Locale.ROOT);
        return named.equals(authority) || (!usualPort.isEmpty() && named.equals(authority + usualPort));
    }
}
