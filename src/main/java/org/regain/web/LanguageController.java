package org.regain.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.regain.account.Language;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.LocaleResolver;

/// The language switch in the footer of every page.
@Controller
class LanguageController {

    private final LocaleResolver locales;
    private final OwnPages pages;

    LanguageController(LocaleResolver locales, OwnPages pages) {
        this.locales = locales;
        this.pages = pages;
    }

    /// @param language a tag of [Language]
    /// @param page     the path of the page it was chosen on; without it the way leads to the first page
    record Choice(String language, @Nullable String page) {}

    @PostMapping("/language")
    String choose(Choice choice, HttpServletRequest request, HttpServletResponse response) {
        Language language =
                Language.ofTag(choice.language).orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
        locales.setLocale(request, response, language.locale());
        return "redirect:" + pages.closestTo(choice.page);
    }
}
