package org.regain.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.validation.BindingResult;
import org.thymeleaf.spring6.view.ThymeleafView;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.util.EscapedAttributeUtils;

/// A template in one language. Where its model says nothing of anybody, the page is worked out once and kept, with holes for what is
/// new on each showing: the CSRF token, what a passkey would sign, and the address as it was written. So it costs little to show the
/// sign-in page, whoever asks for it how often. Its type is the view's own, whatever a browser says that it takes.
///
/// What is kept was told by the model alone: all names in it have to be known here, and one more, such as a refusal or what
/// somebody typed, has the page worked out anew. Templates ask nothing but the model and the language.
///
/// Thymeleaf makes one for each template and language, and keeps it.
class KeptView extends ThymeleafView {

    /// Looks, of which there are as many as organisations; those that were changed since are still among them.
    private static final int MOST = 100;

    private static final String PAGE = "page";
    private static final String LOOK = "look";
    private static final String OPTIONS = "options";

    /// The last is what Spring adds to each thing that could be a form's: that nothing of it was wrong.
    private static final Set<String> KNOWN = Set.of(PAGE, LOOK, OPTIONS, BindingResult.MODEL_KEY_PREFIX + LOOK);

    private final Map<Shown, KeptPage> kept = new ConcurrentHashMap<>();

    /// All that a kept page depends on.
    ///
    /// @param options whether it asks for a passkey
    private record Shown(Optional<Object> look, boolean options) {}

    @Override
    public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        if (model == null || !(model.get(PAGE) instanceof String address) || !saysNothingOfAnybody(model)) {
            super.render(model, request, response);
            return;
        }
        Object options = model.get(OPTIONS);
        Shown shown = new Shown(Optional.ofNullable(model.get(LOOK)), options != null);
        KeptPage page = kept.get(shown);
        if (page == null) {
            page = workOut(model, request, response);
            if (kept.size() >= MOST) {
                kept.clear();
            }
            kept.put(shown, page);
        }
        String type = Objects.requireNonNull(getContentType());
        page.write(response, type, getLocale(), hole -> switch (hole) {
            case PAGE -> escaped(address);
            case OPTIONS -> escaped(String.valueOf(options));
            default -> escaped(token(request).getToken());
        });
    }

    /// How many pages of this template are kept.
    int keeps() {
        return kept.size();
    }

    private static boolean saysNothingOfAnybody(Map<String, ?> model) {
        return model.entrySet().stream().allMatch(it -> it.getValue() == null || KNOWN.contains(it.getKey()));
    }

    private KeptPage workOut(Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        Map<String, Object> holes = new HashMap<>(model);
        holes.put(PAGE, KeptPage.hole(PAGE));
        holes.computeIfPresent(OPTIONS, (_, _) -> KeptPage.hole(OPTIONS));
        StringWriter text = new StringWriter();
        super.render(holes, new WithoutToken(request), new Aside(response, new PrintWriter(text)));
        return KeptPage.of(text.toString());
    }

    private static String escaped(String value) {
        return EscapedAttributeUtils.escapeAttribute(TemplateMode.HTML, value);
    }

    private static CsrfToken token(HttpServletRequest request) {
        if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
            return token;
        }
        throw new IllegalStateException("No filter of CSRF tokens was here");
    }

    /// The request, with a hole for its CSRF token where it has one.
    private static final class WithoutToken extends HttpServletRequestWrapper {

        /// Spring Security gives it by both.
        private static final Set<String> TOKEN = Set.of(CsrfToken.class.getName(), KnownFieldsInterceptor.CSRF);

        WithoutToken(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable Object getAttribute(String name) {
            Object value = super.getAttribute(name);
            return TOKEN.contains(name) && value != null
                    ? new DefaultCsrfToken(
                            "none", KnownFieldsInterceptor.CSRF, KeptPage.hole(KnownFieldsInterceptor.CSRF))
                    : value;
        }
    }

    /// The response, but for its body.
    private static final class Aside extends HttpServletResponseWrapper {

        private final PrintWriter body;

        Aside(HttpServletResponse response, PrintWriter body) {
            super(response);
            this.body = body;
        }

        @Override
        public PrintWriter getWriter() {
            return body;
        }

        @Override
        public void flushBuffer() {
            body.flush();
        }
    }
}
