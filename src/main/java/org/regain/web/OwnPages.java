package org.regain.web;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/// The pages of ours that can be opened by their address, so that a redirect leads to one of them and nowhere else.
@Component
class OwnPages {

    private static final Pattern LOCAL = Pattern.compile("/(?:[a-z0-9-]+(?:/[a-z0-9-]+)*)?");

    private final ApplicationContext context;

    OwnPages(ApplicationContext context) {
        this.context = context;
    }

    /// `path` itself, or where it was only posted to, the nearest page above it; `/` where there is none.
    String closestTo(@Nullable String path) {
        if (path == null || path.length() > 100 || !LOCAL.matcher(path).matches()) {
            return "/";
        }
        List<PathPattern> pages = pages();
        String at = path;
        while (!at.isEmpty() && !isPage(at, pages)) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return at.isEmpty() ? "/" : at;
    }

    private static boolean isPage(String path, List<PathPattern> pages) {
        PathContainer parsed = PathContainer.parsePath(path);
        return pages.stream().anyMatch(page -> page.matches(parsed));
    }

    private List<PathPattern> pages() {
        // Asked for late: the mapping knows the controllers, and one of them needs this.
        return context
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .stream()
                .filter(OwnPages::canBeOpened)
                .flatMap(mapping -> Objects.requireNonNull(mapping.getPathPatternsCondition()).getPatterns().stream())
                .toList();
    }

    private static boolean canBeOpened(RequestMappingInfo mapping) {
        return mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET);
    }
}
