package org.regain.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/// A form with a file, which has no fields until [UploadFilter] reads it. To everybody else it is a form like any other, so that
/// nobody has the container read it in its way, which writes to the disk.
class UploadRequest extends FormRequest {

    /// The other fields, and what parts them.
    private static final int LARGEST_REST = 16 * 1024;

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int CHUNK = 16 * 1024;

    private final FileForm form;
    private final String boundary;

    /// The body is larger than this form may be, or it comes too slowly.
    static final class TooLarge extends Exception {
        TooLarge() {
            super("too large", null, false, false);
        }
    }

    UploadRequest(HttpServletRequest request, FileForm form, String boundary) {
        super(request, new LinkedHashMap<>());
        this.form = form;
        this.boundary = boundary;
    }

    static long largest(FileForm form) {
        return (long) form.maxBytes() + LARGEST_REST;
    }

    boolean opensTo(HttpServletRequest request) {
        return form.opensTo().test(request);
    }

    /// Reads the body, once.
    void read() throws IOException, TooLarge, Fields.Unreadable {
        Set<String> names = new HashSet<>(form.fields());
        names.add(KnownFieldsInterceptor.CSRF);
        Multipart parts = Multipart.read(body(), boundary, names);
        if (parts.file().size() > form.maxBytes()) {
            throw new TooLarge();
        }
        fields.putAll(parts.fields());
        setAttribute(UploadedFile.class.getName(), parts.file());
    }

    private byte[] body() throws IOException, TooLarge {
        long end = System.nanoTime() + LONGEST.toNanos();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        InputStream in = getInputStream();
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            if (body.size() + read > largest(form) || System.nanoTime() > end) {
                throw new TooLarge();
            }
            body.write(chunk, 0, read);
        }
        return body.toByteArray();
    }

    @Override
    public @Nullable String getContentType() {
        return MediaType.APPLICATION_FORM_URLENCODED_VALUE;
    }
}
