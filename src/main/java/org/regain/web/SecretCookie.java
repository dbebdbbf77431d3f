package org.regain.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.regain.secret.Token;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/// A cookie that holds one random secret. The database keeps the secret's hash.
///
/// `__Host-` ties it to this very host and to `Secure`; scripts cannot read it; it travels on top-level navigation only.
public enum SecretCookie {
    /// The browser's handle on its recovery. Changes after each proof, so one that was planted or copied before leads
    /// nowhere.
    RECOVERY("__Host-recovery", null),
    /// The browser's handle on its claim.
    CLAIM("__Host-claim", null),
    /// The browser's handle on a sign-in that still asks for a second factor. Changes after each proof.
    SIGN_IN("__Host-sign-in", null),
    /// What a portal sent this browser here for, while its holder signs in. It opens nothing.
    ERRAND("__Host-errand", Duration.ofDays(7)),
    /// By this a browser that has signed in before is recognised. It opens nothing: it only has its wrong passwords and its
    /// requests for codes counted apart from strangers'.
    DEVICE("__Host-device", Duration.ofDays(400));

    private final String cookieName;
    private final @Nullable Duration life;

    SecretCookie(String cookieName, @Nullable Duration life) {
        this.cookieName = cookieName;
        this.life = life;
    }

    /// The secret this browser sent; nothing when it has none, or something else.
    public Optional<Token> read(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, cookieName))
                .flatMap(cookie -> Token.parse(cookie.getValue()));
    }

    /// Whether somebody has chosen a language in this browser.
    public static boolean choseLanguage(HttpServletRequest request) {
        return WebUtils.getCookie(request, PageLocaleResolver.COOKIE) != null;
    }

    public void write(HttpServletResponse response, Token secret) {
        send(response, secret.text(), life);
    }

    /// The browser forgets it.
    public void clear(HttpServletResponse response) {
        send(response, "", Duration.ZERO);
    }

    private void send(HttpServletResponse response, String value, @Nullable Duration lasting) {
        var cookie = ResponseCookie.from(cookieName, value)
                .path("/")
                .secure(true)
                .httpOnly(true)
                .sameSite("Lax");
        if (lasting != null) {
            cookie.maxAge(lasting);
        }
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
    }
}
