package org.regain.web;

import java.util.Map;
import org.apache.coyote.Request;
import org.apache.coyote.Response;

/// The headers of every response. Written before anything else runs, because a header written on the way out is missing
/// wherever a response is committed early or refused by a firewall (CVE-2026-22732).
///
/// Source: OWASP ASVS 5.0 §§ 3.4.1–3.4.8; OWASP HTTP Headers Cheat Sheet.
final class SecurityHeaders {

    /// The only page that a search engine may list.
    private static final String LISTED = "/sign-in";

    static final Map<String, String> ALWAYS = Map.of(
            "Content-Security-Policy",
                    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
                            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
                            + "require-trusted-types-for 'script'; trusted-types 'none'",
            "Strict-Transport-Security", "max-age=63072000; includeSubDomains",
            "Referrer-Policy", "no-referrer",
            "X-Content-Type-Options", "nosniff",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy",
                    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=(), "
                            + "publickey-credentials-get=(self), publickey-credentials-create=(self)");

    private SecurityHeaders() {}

    static void write(Request request, Response response) {
        ALWAYS.forEach(response::setHeader);
        // Style and scripts overwrite this one when they are found.
        response.setHeader("Cache-Control", "no-store");
        if (!request.requestURI().equals(LISTED)) {
            response.setHeader("X-Robots-Tag", "noindex");
        }
    }
}
