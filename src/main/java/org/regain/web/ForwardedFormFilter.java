package org.regain.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.web.filter.OncePerRequestFilter;

/// Leads a form that another site has posted ([ForwardedForm]) on by GET: with that the browser brings its session along, which a POST from
/// elsewhere comes without (`SameSite=Lax`), and no POST from elsewhere acts.
class ForwardedFormFilter extends OncePerRequestFilter {

    /// The address that it becomes has to fit into the head of an answer, which has 8 KiB with all that stands beside it, and each letter
    /// may take three.
    private static final int LARGEST = 6 * 1024;

    private final Set<String> paths;

    ForwardedFormFilter(Set<String> paths) {
        this.paths = paths;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = request.getRequestURI();
        if (!Border.acts(request) || !paths.contains(path)) {
            chain.doFilter(request, response);
            return;
        }
        var refused = FormFilter.refusalOf(request, FormFilter.isForm(request.getContentType()), LARGEST);
        if (refused != HttpServletResponse.SC_OK) {
            response.sendError(refused);
            return;
        }
        try {
            var query = Fields.read(request.getInputStream().readNBytes(LARGEST + 1), Set.of()).entrySet().stream()
                    .map(it -> URLEncoder.encode(it.getKey(), UTF_8) + "=" + URLEncoder.encode(it.getValue(), UTF_8))
                    .collect(Collectors.joining("&"));
            if (query.length() > LARGEST) {
                response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
                return;
            }
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", path + "?" + query);
        } catch (Fields.Unreadable e) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        }
    }
}
