package org.regain.delivery;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.regain.secret.Token;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Where people find this Regain: a setting, never what a request says (CVE-2017-12161).
@Component
public class BaseUrl {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final String HTTPS = "https";

    private final String host;
    private final String origin;

    /// @param setting `https://host` or `https://host:port`; `http` on this machine only
    /// @throws IllegalArgumentException for anything else, a path included
    BaseUrl(@Value("${regain.base-url}") String setting) {
        URI uri = URI.create(setting);
        String host = String.valueOf(uri.getHost());
        String origin = uri.getScheme() + "://" + host + (uri.getPort() == -1 ? "" : ":" + uri.getPort());
        boolean protectedOnItsWay =
                HTTPS.equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && LOOPBACK.contains(host));
        // Comparing whole refuses a path, a user, a query and whatever else a URI may have.
        if (uri.getHost() == null || !protectedOnItsWay || !(setting.equals(origin) || setting.equals(origin + "/"))) {
            throw new IllegalArgumentException("regain.base-url has to be https://host or https://host:port");
        }
        boolean usual = uri.getPort() == (HTTPS.equals(uri.getScheme()) ? 443 : 80);
        this.host = host.toLowerCase(Locale.ROOT);
        this.origin = uri.getScheme() + "://" + this.host + (uri.getPort() == -1 || usual ? "" : ":" + uri.getPort());
    }

    /// The host in lower case: a name, or an address as a URL has it (`[::1]`).
    public String host() {
        return host;
    }

    /// As a browser writes it in `Origin`: scheme, host and port, in lower case and without a usual port.
    public String origin() {
        return origin;
    }

    /// The host, with its port where it is not the usual one: what people type to get here.
    String authority() {
        return origin.substring(origin.indexOf("://") + 3);
    }

    String claimPage() {
        return origin + "/claim";
    }

    String notMePage() {
        return origin + "/not-me";
    }

    /// A page's address with a key in the fragment, which browsers send to no server and in no `Referer`.
    static String withKey(String page, Token token) {
        return page + "#" + token.text();
    }
}
