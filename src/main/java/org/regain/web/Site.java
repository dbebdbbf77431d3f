package org.regain.web;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The one address this service answers at, from the setting `regain.base-url`; never taken from a request.
@Component
class Site {

    private final URI base;

    /// @throws IllegalArgumentException unless it is `http(s)://host[:port]` and nothing more
    Site(@Value("${regain.base-url}") String base) {
        this.base = URI.create(base.endsWith("/") ? base.substring(0, base.length() - 1) : base);
        String scheme = this.base.getScheme();
        if (!("https".equals(scheme) || "http".equals(scheme))
                || this.base.getHost() == null
                || !origin().equals(this.base.toString().toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("regain.base-url must be like https://recover.example.org, but is " + base);
        }
    }

    /// As a browser writes it in `Origin`: scheme, host and port, without a default port.
    String origin() {
        return base.getScheme() + "://" + authority();
    }

    /// As a browser writes it in `Host`.
    String authority() {
        int port = base.getPort();
        boolean usual = port == -1 || port == ("https".equals(base.getScheme()) ? 443 : 80);
        String host = base.getHost().toLowerCase(Locale.ROOT);
        return usual ? host : host + ":" + port;
    }

    /// @param host the request's `Host`, null where there is none
    boolean isAddressedBy(@Nullable String host) {
        return host != null && host.toLowerCase(Locale.ROOT).equals(authority());
    }
}
