package org.regain.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/// What still comes of a body after its request was answered, because somebody refused it unread: it is read and thrown away.
/// Else the connection is closed while the client writes, the network answers that with a reset, and most clients, browsers
/// among them, then show an error of their own instead of the answer.
///
/// The answer is sent first, so whoever waits for it before going on does not wait for us. Nothing is kept: it is read where
/// Tomcat reads it anyway, buffer by buffer. Whoever sends more than `largest` bytes, or is not done after `longest`, has the
/// connection closed for good; a client that stops gets no longer than Tomcat's `connection-timeout` beyond that.
///
/// Source: RFC 9112 § 9.6 (on closing with unread data) and § 9.3 (a server reads the whole body or closes).
///
/// @param largest in bytes, of what comes after the answer
record UnreadBody(long largest, Duration longest) {

    /// Above every file that a form takes ([FileForm#LARGEST]) and every file that people take for such a one.
    static final UnreadBody USUAL = new UnreadBody(64L * 1024 * 1024, Duration.ofMinutes(1));

    /// Called when the answer has gone to the network.
    void discard(Request request) {
        if (!isSet(request, ActionCode.IS_IO_ALLOWED) || isSet(request, ActionCode.REQUEST_BODY_FULLY_READ)) {
            return;
        }
        try {
            if (!isRead(request)) {
                request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            }
        } catch (IOException e) {
            // They have gone, have stopped sending, or what they send is no body: nobody reads on from here.
            request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    private boolean isRead(Request request) throws IOException {
        long end = System.nanoTime() + longest.toNanos();
        Passed passed = new Passed();
        long all = 0;
        for (int read = request.doRead(passed); read >= 0; read = request.doRead(passed)) {
            all += read;
            if (all > largest || System.nanoTime() - end > 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSet(Request request, ActionCode code) {
        AtomicBoolean answer = new AtomicBoolean();
        request.action(code, answer);
        return answer.get();
    }

    /// Takes every buffer and looks at none.
    private static final class Passed implements ApplicationBufferHandler {

        private ByteBuffer buffer = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {
            // Ours is never written to.
        }
    }
}
