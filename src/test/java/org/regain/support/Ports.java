package org.regain.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// Ports of this machine that nobody listens on.
public final class Ports {

    private Ports() {}

    /// One that the system gave away a moment ago and has back. It gives others away first.
    public static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether somebody listens there now. Who asks again and again for a port that the system may give away is given it themselves some day, and has
    /// come to nobody then.
    public static boolean isListenedOn(int port) {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            return socket.getLocalPort() != port;
        } catch (IOException notYet) {
            return false;
        }
    }
}
