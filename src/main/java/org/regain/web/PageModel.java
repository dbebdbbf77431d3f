package org.regain.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/// What every page's layout needs: where the person is, so that the language switch leads back there.
@ControllerAdvice
class PageModel {

    @ModelAttribute("page")
    String page(HttpServletRequest request) {
        return request.getRequestURI();
    }
}
