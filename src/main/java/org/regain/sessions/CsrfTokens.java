package org.regain.sessions;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import org.regain.secret.Token;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/// CSRF tokens. Whoever is signed in has theirs in the session, so it is bound to it (NIST SP 800-63B-4 § 5.1); before
/// there is a session it sits in a `__Host-` cookie, which no other host can plant.
@Component
public class CsrfTokens implements CsrfTokenRepository {

    private static final String COOKIE = "__Host-csrf";
    private static final String ATTRIBUTE = "csrf";

    private final SecureRandom random;

    CsrfTokens(SecureRandom random) {
        this.random = random;
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        return token(Token.random(random).text());
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            return session.getAttribute(ATTRIBUTE) instanceof String value ? token(value) : null;
        }
        var cookie = WebUtils.getCookie(request, COOKIE);
        return cookie == null
                ? null
                : Token.parse(cookie.getValue()).map(it -> token(it.text())).orElse(null);
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        var session = request.getSession(false);
        if (session == null) {
            write(response, token);
        } else if (token == null) {
            session.removeAttribute(ATTRIBUTE);
        } else {
            session.setAttribute(ATTRIBUTE, token.getToken());
        }
    }

    private static void write(HttpServletResponse response, @Nullable CsrfToken token) {
        var cookie = ResponseCookie.from(COOKIE, token == null ? "" : token.getToken())
                .path("/")
                .secure(true)
                .httpOnly(true)
                .sameSite("Lax")
                .maxAge(token == null ? 0 : -1)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    private static CsrfToken token(String value) {
        return new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", value);
    }
}
