package org.regain.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerInterceptor;

/// Notes that an answer was made to its end. What fails after that, such as one more look at a session that was saved already, takes
/// nothing from it: without this note a page that is on its way would be torn off, and a redirection replaced by an error.
final class WholeAnswer implements HandlerInterceptor {

    private static final String MADE = WholeAnswer.class.getName();

    /// Whether the answer is on its way, and nothing of it is missing.
    static boolean isOnItsWay(HttpServletRequest request, HttpServletResponse response) {
        return response.isCommitted() && request.getAttribute(MADE) != null;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception fault) {
        if (fault == null) {
            request.setAttribute(MADE, true);
        }
    }
}
