package org.regain.admin;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/// What somebody sees for whom the console stays closed: why, and what they can do about it.
@ControllerAdvice
class ClosedPage {

    @ExceptionHandler
    ModelAndView closed(ConsoleClosed closed) {
        var page = new ModelAndView(
                "admin/closed", Map.of("reason", closed.reason().name()), HttpStatus.FORBIDDEN);
        page.addObject("opensAt", closed.opensAt());
        return page;
    }
}
