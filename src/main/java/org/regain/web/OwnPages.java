package org.regain.web;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// The pages of ours that can be opened by their address, so that a redirect leads to one of them and nowhere else.
@Component
class OwnPages {

    private static final Pattern LOCAL = Pattern.compile("/(?:[a-z-]+(?:/[a-z-]+)*)?");

    private final ApplicationContext context;

    OwnPages(ApplicationContext context) {
        this.context = context;
    }

    /// `path` itself, or where it was only posted to, the nearest page above it; `/` where there is none.
    String closestTo(@Nullable String path) {
        if (path == null || path.length() > 100 || !LOCAL.matcher(path).matches()) {
            return "/";
        }
        Set<String> pages = pages();
        String at = path;
        while (!at.isEmpty() && !pages.contains(at)) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return at.isEmpty() ? "/" : at;
    }

    private Set<String> pages() {
        // Asked for late: the mapping knows the controllers, and one of them needs this.
        return context
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .stream()
                .filter(OwnPages::canBeOpened)
                .flatMap(mapping -> mapping.getDirectPaths().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean canBeOpened(RequestMappingInfo mapping) {
        return mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET);
    }
}
