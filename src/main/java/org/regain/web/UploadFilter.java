package org.regain.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/// Reads a form with a file, for whom it opens to; others are sent to sign in and nothing of theirs is read. It stands behind the
/// look at the session and before that at the CSRF token, which is one of the fields: whoever is signed in and sends a file
/// that is not theirs to send, sends none of them, and is refused there.
public class UploadFilter extends OncePerRequestFilter {

    /// With the copy that is made when all is there, 16 MiB each.
    private static final int AT_ONCE = 4;

    private static final Duration LATER = Duration.ofSeconds(10);

    private final Semaphore room = new Semaphore(AT_ONCE);
    private final Predicate<HttpServletRequest> signedIn;
    private final String signIn;

    /// @param signedIn whether whoever asks is
    /// @param signIn   where they are sent otherwise
    public UploadFilter(Predicate<HttpServletRequest> signedIn, String signIn) {
        this.signedIn = signedIn;
        this.signIn = signIn;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        UploadRequest upload = WebUtils.getNativeRequest(request, UploadRequest.class);
        if (upload == null || (signedIn.test(request) && !upload.opensTo(request))) {
            chain.doFilter(request, response);
        } else if (!signedIn.test(request)) {
            response.sendRedirect(signIn);
        } else if (!room.tryAcquire()) {
            throw new Busy(LATER);
        } else {
            try {
                int refused = read(upload);
                if (refused == HttpServletResponse.SC_OK) {
                    chain.doFilter(request, response);
                } else {
                    response.sendError(refused);
                }
            } finally {
                room.release();
            }
        }
    }

    private static int read(UploadRequest upload) throws IOException {
        try {
            upload.read();
            return HttpServletResponse.SC_OK;
        } catch (UploadRequest.TooLarge e) {
            return HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
        } catch (Fields.Unreadable e) {
            return HttpServletResponse.SC_BAD_REQUEST;
        }
    }
}
