package org.regain.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.regain.account.Language;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/// The language of a page: chosen by the switch, else the account's, else the browser's, else English.
@Component("localeResolver")
class PageLocaleResolver implements LocaleResolver {

    static final String COOKIE = "__Host-language";
    private static final Duration REMEMBERED = Duration.ofDays(365);
    private static final String FOUND = PageLocaleResolver.class.getName();

    /// Looked for once, and not among all beans at every page.
    private final SingletonSupplier<AccountLanguage> account;

    PageLocaleResolver(ObjectProvider<AccountLanguage> account) {
        this.account = SingletonSupplier.ofNullable(account::getIfAvailable);
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        if (request.getAttribute(FOUND) instanceof Locale found) {
            return found;
        }
        Locale found = chosen(request)
                .or(() -> ofAccount(request))
                .or(() -> ofBrowser(request))
                .orElse(Language.ENGLISH)
                .locale();
        request.setAttribute(FOUND, found);
        return found;
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        if (response != null && locale != null) {
            response.addHeader(HttpHeaders.SET_COOKIE, cookie(locale).toString());
        }
    }

    private static ResponseCookie cookie(Locale locale) {
        return ResponseCookie.from(COOKIE, locale.toLanguageTag())
                .path("/")
                .secure(true)
                .httpOnly(true)
                .sameSite("Lax")
                .maxAge(REMEMBERED)
                .build();
    }

    private static Optional<Language> chosen(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        return Optional.ofNullable(cookie).map(Cookie::getValue).flatMap(Language::ofTag);
    }

    private Optional<Language> ofAccount(HttpServletRequest request) {
        AccountLanguage known = account.get();
        return known == null
                ? Optional.empty()
                : Optional.ofNullable(known.of(request)).flatMap(Language::closestTo);
    }

    private static Optional<Language> ofBrowser(HttpServletRequest request) {
        // Without the header, getLocales() answers with the server's own language.
        return request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null
                ? Optional.empty()
                : Collections.list(request.getLocales()).stream()
                        .flatMap(locale -> Language.closestTo(locale).stream())
                        .findFirst();
    }
}
