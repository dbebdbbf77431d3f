package org.regain.portal;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/// Whoever asks for tokens, or sends a request ahead, may show that they hold a key; what they get serves with it alone. Spring
/// Security would look at it by the clock of this machine, and know here alone what it has seen. It is looked at in its place, and handed
/// on as the field that says whose key it is.
///
/// Behind the look at who asks and how often, so that strangers write no rows, or no more than by sending somebody here.
///
/// Source: RFC 9449 §§ 5, 10.1.
class ShownKey extends OncePerRequestFilter {

    /// In what waits for somebody, and in what asks for tokens.
    static final String FIELD = "dpop_jkt";

    private static final String PUSHED = PushingApp.PATH;
    private static final Set<String> ASKED = Set.of("/oauth2/token", PUSHED);

    private final KeyProofs proofs;

    ShownKey(KeyProofs proofs) {
        this.proofs = proofs;
    }

    /// The thumbprint of the key that was shown with this; null: none.
    static @Nullable String of(@Nullable Authentication grant) {
        return grant instanceof OAuth2AuthorizationGrantAuthenticationToken asked
                        && asked.getAdditionalParameters().get(FIELD) instanceof String key
                ? key
                : null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = request.getServletPath();
        var named = path.equals(PUSHED) ? request.getParameter(FIELD) : null;
        switch (ASKED.contains(path) ? proofs.of(request, null) : new KeyProof.None()) {
            case KeyProof.None() -> chain.doFilter(new WithKey(request, named), response);
            case KeyProof.Shown(var key)
            when named == null || named.equals(key) -> chain.doFilter(new WithKey(request, key), response);
            case KeyProof.Shown _, KeyProof.Wrong _ -> refuse(response);
        }
    }

    private static void refuse(HttpServletResponse response) throws IOException {
        response.setStatus(HttpStatus.BAD_REQUEST.value());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getWriter().write("{\"error\":\"invalid_dpop_proof\"}");
    }

    private static final class WithKey extends HttpServletRequestWrapper {

        private final @Nullable String key;

        WithKey(HttpServletRequest request, @Nullable String key) {
            super(request);
            this.key = key;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return KeyProof.HEADER.equalsIgnoreCase(name) ? null : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return KeyProof.HEADER.equalsIgnoreCase(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
        }

        @Override
        public @Nullable String getParameter(String parameter) {
            return FIELD.equals(parameter) ? key : super.getParameter(parameter);
        }

        @Override
        public String @Nullable [] getParameterValues(String parameter) {
            if (!FIELD.equals(parameter)) {
                return super.getParameterValues(parameter);
            }
            return key == null ? null : new String[] {key};
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            Map<String, String[]> all = new LinkedHashMap<>(super.getParameterMap());
            all.remove(FIELD);
            if (key != null) {
                all.put(FIELD, new String[] {key});
            }
            return all;
        }
    }
}
