package org.regain.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.function.Predicate;

/// A form that carries one file, in the field `file`. A bean of this type opens its path, and no other, to
/// `multipart/form-data`, and closes it to every other kind of body. The handler gets the file as a parameter of the type
/// [UploadedFile].
///
/// @param path     the exact path, e.g. `/admin/people/import`
/// @param fields   the names of the fields beside `file` and `_csrf`; all of them have to be sent
/// @param maxBytes the file's, which the page says as well; at most [#LARGEST]
/// @param opensTo  asked of whoever is signed in, before anything of theirs is read
public record FileForm(String path, Set<String> fields, int maxBytes, Predicate<HttpServletRequest> opensTo) {

    /// It is held in memory while it is handled.
    static final int LARGEST = 8 * 1024 * 1024;

    static final String FILE = "file";

    private static final int KI = 1024;

    public FileForm {
        fields = Set.copyOf(fields);
        if (maxBytes < 1 || maxBytes > LARGEST) {
            throw new IllegalArgumentException("A file of " + maxBytes + " bytes");
        }
    }

    /// [#maxBytes] as it is written in each of our languages, e.g. `8 MiB`.
    public String maxText() {
        if (maxBytes % (KI * KI) == 0) {
            return maxBytes / (KI * KI) + " MiB";
        }
        return maxBytes % KI == 0 ? maxBytes / KI + " KiB" : maxBytes + " B";
    }
}
