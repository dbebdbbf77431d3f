package org.regain.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import org.regain.support.Deadline;

/// A body that does not end, a MiB at a time, by someone who goes on after the refusal.
public final class Flood implements AutoCloseable {

    private static final byte[] MIB = ("100000\r\n" + "a".repeat(0x100000) + "\r\n").getBytes(ISO_8859_1);

    private final Socket socket;

    /// @param head all before the body, with the empty line; with `Transfer-Encoding: chunked` where a body is to follow
    public Flood(URI base, byte[] head) throws IOException {
        socket = new Socket(base.getHost(), base.getPort());
        socket.setSoTimeout((int) Deadline.HANGING.toMillis());
        socket.getOutputStream().write(head);
    }

    /// Hears what the first so many MiB come to, before anything else is sent.
    ///
    /// @return the answer's first line
    public String refused(int first) throws IOException {
        send(first);
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1)).readLine();
    }

    /// Sends until the other side hangs up, or so many MiB.
    ///
    /// @return whether it has hung up
    public boolean send(int most) throws IOException {
        try {
            for (int i = 0; i < most; i++) {
                socket.getOutputStream().write(MIB);
            }
            return false;
        } catch (SocketException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
