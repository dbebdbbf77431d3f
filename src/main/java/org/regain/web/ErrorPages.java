package org.regain.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/// What a person sees when a request cannot be served: a sentence that says what to do next, by the status alone.
/// Neither the exception nor its message gets here.
@Controller
class ErrorPages implements ErrorController {

    /// Each has `error.<status>.title` and `.text`.
    /// So has `error.down`, the 503 that is not for much to do.
    static final Set<Integer> WORDED = Set.of(400, 403, 404, 405, 409, 410, 413, 415, 421, 429, 500, 503);

    private final Site site;
    private final FileForms files;

    ErrorPages(Site site, FileForms files) {
        this.site = site;
        this.files = files;
    }

    // For every method: the container comes here with the one that was refused.
    @RequestMapping("${spring.web.error.path:/error}")
    ModelAndView page(HttpServletRequest request) {
        int status = statusOf(request);
        ModelAndView page = new ModelAndView("web/error", HttpStatusCode.valueOf(status));
        String words = UnavailableFilter.isDown(request) ? "down" : Integer.toString(worded(status));
        page.addAllObjects(Map.of("words", words, "baseUrl", site.origin()));
        // Without a form: a request refused at the border has no CSRF token that one could carry.
        page.addObject("page", null);
        if (status == HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE) {
            page.addObject(
                    "largest", files.at(pathOf(request)).map(FileForm::maxText).orElse(null));
        }
        return page;
    }

    /// Of the request that was refused; an address that is typed here has none.
    private static String pathOf(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String path ? path : "";
    }

    /// Opened by its own address it is a page like any other that is not there.
    private static int statusOf(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status ? status : 404;
    }

    private static int worded(int status) {
        if (WORDED.contains(status)) {
            return status;
        }
        return status < 500 ? 400 : 500;
    }
}
