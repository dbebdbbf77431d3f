package org.regain.web;

import java.util.Set;

/// The fields of a form that a servlet filter answers, such as one of Spring Security, and not a handler method. A bean
/// of this type makes every other field on that path a 400, as [KnownFieldsInterceptor] does for handlers.
///
/// @param path   the exact path, e.g. `/sign-in`
/// @param fields the permitted names without `_csrf`
public record FilterForm(String path, Set<String> fields) {

    public FilterForm {
        fields = Set.copyOf(fields);
    }
}
