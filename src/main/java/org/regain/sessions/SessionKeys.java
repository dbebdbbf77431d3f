package org.regain.sessions;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.regain.secret.Token;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.session.SessionIdGenerator;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.util.WebUtils;

/// Sessions are named by the SHA-256 of a secret that only the browser's cookie holds, so whoever reads the session table
/// can take over none of them.
///
/// Source: OWASP ASVS 5.0 § 7.2.3; NIST SP 800-63B-4 § 5.1.1.
@Component
class SessionKeys implements SessionIdGenerator, HttpSessionIdResolver {

    static final String COOKIE = "__Host-session";

    private static final String FRESH = SessionKeys.class.getName();

    private final SecureRandom random;

    SessionKeys(SecureRandom random) {
        this.random = random;
    }

    /// A new session's id. Its secret stays with the request until the cookie is written.
    @Override
    public String generate() {
        var secret = Token.random(random);
        RequestContextHolder.currentRequestAttributes().setAttribute(FRESH, secret, RequestAttributes.SCOPE_REQUEST);
        return id(secret);
    }

    @Override
    public List<String> resolveSessionIds(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, COOKIE);
        return cookie == null
                ? List.of()
                : Token.parse(cookie.getValue()).map(SessionKeys::id).stream().toList();
    }

    @Override
    public void setSessionId(HttpServletRequest request, HttpServletResponse response, String sessionId) {
        if (request.getAttribute(FRESH) instanceof Token secret && id(secret).equals(sessionId)) {
            write(response, secret.text(), false);
        }
    }

    @Override
    public void expireSession(HttpServletRequest request, HttpServletResponse response) {
        write(response, "", true);
    }

    private static String id(Token secret) {
        return HexFormat.of().formatHex(secret.hash());
    }

    private static void write(HttpServletResponse response, String value, boolean expired) {
        var cookie = ResponseCookie.from(COOKIE, value)
                .path("/")
                .secure(true)
                .httpOnly(true)
                .sameSite("Lax")
                .maxAge(expired ? 0 : -1)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
