package org.regain.portal;

import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/// Who shows a signature need not say beside it who they are (RFC 7521 § 4.2), and stock clients do not; Spring Security wants to be
/// told. The name is read out of what was signed, and believed by nobody before the signature is verified.
class WhoAsserts extends OncePerRequestFilter {

    private static final String ASSERTION = "client_assertion";
    private static final String NAME = "client_id";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var assertion = request.getParameter(ASSERTION);
        var name = assertion == null || request.getParameter(NAME) != null ? null : subject(assertion);
        chain.doFilter(name == null ? request : new Named(request, name), response);
    }

    private static @Nullable String subject(String assertion) {
        try {
            return SignedJWT.parse(assertion).getJWTClaimsSet().getSubject();
        } catch (ParseException e) {
            return null;
        }
    }

    private static final class Named extends HttpServletRequestWrapper {

        private final String name;

        Named(HttpServletRequest request, String name) {
            super(request);
            this.name = name;
        }

        @Override
        public @Nullable String getParameter(String parameter) {
            return NAME.equals(parameter) ? name : super.getParameter(parameter);
        }

        @Override
        public String @Nullable [] getParameterValues(String parameter) {
            return NAME.equals(parameter) ? new String[] {name} : super.getParameterValues(parameter);
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            Map<String, String[]> all = new LinkedHashMap<>(super.getParameterMap());
            all.put(NAME, new String[] {name});
            return all;
        }
    }
}
