package org.regain.web;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/// A file that somebody sent. What they call it and of what kind they say it is, nobody here ever learns.
///
/// It is in memory, as part of the body that was sent, and there only for as long as the request.
public final class UploadedFile {

    private final byte[] body;
    private final int start;
    private final int size;

    UploadedFile(byte[] body, int start, int end) {
        this.body = body;
        this.start = start;
        this.size = end - start;
    }

    /// In bytes; 0 where no file was chosen.
    public int size() {
        return size;
    }

    /// Its bytes from the beginning, each time anew.
    public InputStream open() {
        return new ByteArrayInputStream(body, start, size);
    }
}
