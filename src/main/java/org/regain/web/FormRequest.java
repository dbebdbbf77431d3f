package org.regain.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request whose parameters are the fields that [FormFilter] read, and no others: the container's own reading of the
/// query and the body, which is more lenient, is never asked.
class FormRequest extends HttpServletRequestWrapper {

    final Map<String, String> fields;

    FormRequest(HttpServletRequest request, Map<String, String> fields) {
        super(request);
        this.fields = fields;
    }

    @Override
    public @Nullable String getParameter(String name) {
        return fields.get(name);
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        String value = fields.get(name);
        return value == null ? null : new String[] {value};
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(fields.keySet());
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        Map<String, String[]> map = new LinkedHashMap<>();
        fields.forEach((name, value) -> map.put(name, new String[] {value}));
        return Collections.unmodifiableMap(map);
    }
}
