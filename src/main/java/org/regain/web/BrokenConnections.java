package org.regain.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.DisconnectedClientHelper;

/// Spring takes any fault that ends in a broken connection for a person who has left, and answers nothing, as if all were well. Where it is the
/// connection to a directory or a database that broke, the person is still there: the fault goes on to [UnavailableFilter], or is a 500.
final class BrokenConnections implements HandlerExceptionResolver {

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception fault) {
        if (DisconnectedClientHelper.isClientDisconnectedException(fault) && !isTheirs(fault)) {
            throw switch (fault) {
                case RuntimeException it -> it;
                case IOException it -> new UncheckedIOException(it);
                case Exception it -> new IllegalStateException(it);
            };
        }
        return null;
    }

    /// Whether it is the connection to the person, by what Tomcat and Spring say of no other.
    private static boolean isTheirs(Throwable fault) {
        for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClientAbortException || cause instanceof AsyncRequestNotUsableException) {
                return true;
            }
        }
        return false;
    }
}
