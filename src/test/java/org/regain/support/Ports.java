package org.regain.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/// Ports of this machine that nobody listens on.
public final class Ports {

    private static final int LOWEST = 10_240;
    private static final int GIVEN_AWAY = 32_768;

    private Ports() {}

    /// One below those that the system gives to whoever connects somewhere: one of these could be taken before it is listened on.
    public static int free() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, GIVEN_AWAY);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                // Another one.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
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
