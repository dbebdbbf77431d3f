package org.regain.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/// Reads the fields of a request once, strictly and before anyone else, and hands on a request that knows only these.
/// A POST carries a form of at most 16 KiB in its body and nothing in its address. Where the form has a file, the body waits
/// for [UploadFilter].
class FormFilter extends OncePerRequestFilter {

    private static final int LARGEST = 16 * 1024;

    private final Map<String, FilterForm> forms;
    private final Map<String, Set<String>> repeated;
    private final FileForms withFile;

    FormFilter(List<FilterForm> forms, List<RepeatedField> repeated, FileForms withFile) {
        this.repeated = repeated.stream()
                .collect(Collectors.groupingBy(
                        RepeatedField::path, Collectors.mapping(RepeatedField::field, Collectors.toUnmodifiableSet())));
        this.forms = forms.stream().collect(Collectors.toUnmodifiableMap(FilterForm::path, Function.identity()));
        this.withFile = withFile;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        FileForm file =
                Border.acts(request) ? withFile.at(request.getRequestURI()).orElse(null) : null;
        String boundary = Multipart.boundary(request.getContentType());
        boolean fits = file == null ? isForm(request.getContentType()) || isNothing(request) : boundary != null;
        long largest = file == null ? LARGEST : UploadRequest.largest(file);
        int refused = Border.acts(request) ? refusalOf(request, fits, largest) : HttpServletResponse.SC_OK;
        if (refused != HttpServletResponse.SC_OK) {
            response.sendError(refused);
        } else if (file != null && boundary != null) {
            chain.doFilter(new UploadRequest(request, file, boundary), response);
        } else {
            readFields(request, response, chain);
        }
    }

    private void readFields(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        byte[] encoded = Border.acts(request) ? request.getInputStream().readNBytes(LARGEST + 1) : query(request);
        if (encoded.length > LARGEST) {
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return;
        }
        Map<String, String> fields;
        try {
            fields = Fields.read(
                    encoded,
                    Border.acts(request) ? repeated.getOrDefault(request.getRequestURI(), Set.of()) : Set.of());
        } catch (Fields.Unreadable e) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        if (Border.acts(request) && !areKnown(request.getRequestURI(), fields.keySet())) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        chain.doFilter(new FormRequest(request, fields), response);
    }

    /// By its outside, before a byte of the body is read.
    static int refusalOf(HttpServletRequest request, boolean fits, long largest) {
        if (!fits || request.getHeader("Content-Encoding") != null) {
            return HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE;
        }
        if (request.getContentLengthLong() > largest) {
            return HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
        }
        return request.getQueryString() == null ? HttpServletResponse.SC_OK : HttpServletResponse.SC_BAD_REQUEST;
    }

    /// A POST without a body, such as of a token alone in a header.
    private static boolean isNothing(HttpServletRequest request) {
        return request.getContentType() == null && request.getContentLengthLong() == 0;
    }

    static boolean isForm(@Nullable String type) {
        if (type == null) {
            return false;
        }
        try {
            MediaType sent = MediaType.parseMediaType(type);
            return sent.equalsTypeAndSubtype(MediaType.APPLICATION_FORM_URLENCODED)
                    && (sent.getCharset() == null || sent.getCharset().equals(StandardCharsets.UTF_8));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static byte[] query(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null ? new byte[0] : query.getBytes(StandardCharsets.ISO_8859_1);
    }

    private boolean areKnown(String path, Set<String> names) {
        FilterForm form = forms.get(path);
        return form == null
                || names.stream()
                        .allMatch(name -> KnownFieldsInterceptor.CSRF.equals(name)
                                || form.fields().contains(name));
    }
}
