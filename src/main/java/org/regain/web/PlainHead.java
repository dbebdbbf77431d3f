package org.regain.web;

import org.apache.coyote.Request;
import org.apache.tomcat.util.buf.ByteChunk;
import org.apache.tomcat.util.buf.MessageBytes;
import org.apache.tomcat.util.http.MimeHeaders;

/// Whether each line of a request's head ends as the standard has it, in CR LF, and none goes on in the next. Tomcat is content
/// with a bare LF and joins folded lines; a proxy in front that reads such a head in another way than we do would let somebody
/// hide one request in another.
///
/// Looked at behind the parser, in the bytes that it read: they still lie where it found them, but that it moves each value to
/// the colon before it, over the blank there. So behind a value is what is left of its line: one character where there was one
/// blank, then the end, then the next name. A line that went on was moved by more, because of the end within it; so was one
/// with several blanks behind its colon, which nobody writes, and which is refused with the others, because one cannot tell.
///
/// Source: RFC 9112 § 2.2 (bare CR and LF), § 5.2 (obs-fold: a server refuses it), § 11.2 (request smuggling).
final class PlainHead {

    private PlainHead() {}

    static boolean is(Request request) {
        MimeHeaders headers = request.getMimeHeaders();
        Lines lines = new Lines();
        lines.goPast(request.protocol());
        for (int i = 0; i < headers.size(); i++) {
            lines.startWith(headers.getName(i));
            lines.goPast(headers.getValue(i));
        }
        return lines.areWhole();
    }

    private static final class Lines {

        private static final byte[] NONE = new byte[0];

        private byte[] bytes = NONE;
        private int next;
        private boolean whole = true;

        void startWith(MessageBytes name) {
            whole &= name.getByteChunk().getStart() == next;
        }

        void goPast(MessageBytes last) {
            ByteChunk chunk = last.getByteChunk();
            byte[] read = chunk.getBuffer();
            // Else the parser gave up before it got here, and said so.
            if (read != null) {
                bytes = read;
                int at = chunk.getEnd();
                int moved = at;
                while (at < bytes.length && bytes[at] != '\r' && bytes[at] != '\n') {
                    at++;
                    if (bytes[at - 1] != ' ' && bytes[at - 1] != '\t') {
                        moved = at;
                    }
                }
                whole &= isEnd(at) && moved - chunk.getEnd() <= 1;
                next = at + 2;
            }
        }

        /// And behind the last one is an empty line.
        boolean areWhole() {
            return bytes.length == 0 || (whole && isEnd(next));
        }

        private boolean isEnd(int at) {
            return at + 1 < bytes.length && bytes[at] == '\r' && bytes[at + 1] == '\n';
        }
    }
}
