package org.regain.texts;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// Whether a provider's machine can be connected to. Nothing is asked of it.
final class Reachable {

    private static final int LONGEST_MILLIS = 5_000;

    private Reachable() {}

    /// Connects, with TLS where the URL says so. Behind a proxy of this machine's settings it is the proxy that has to answer.
    static boolean now(URI url) {
        try (Socket socket = new Socket()) {
            SocketAddress proxy = proxy(url);
            socket.connect(proxy == null ? server(url) : proxy, LONGEST_MILLIS);
            socket.setSoTimeout(LONGEST_MILLIS);
            if (proxy == null && url.getScheme().equals("https")) {
                shakeHands(socket, url.getHost(), port(url));
            }
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private static void shakeHands(Socket socket, String host, int port) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        try (SSLSocket tls = (SSLSocket) factory.createSocket(socket, host, port, true)) {
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(parameters);
            tls.startHandshake();
        }
    }

    private static @Nullable SocketAddress proxy(URI url) {
        ProxySelector selector = ProxySelector.getDefault();
        List<Proxy> proxies = selector == null ? List.of() : selector.select(url);
        return proxies.stream()
                .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
                .map(Proxy::address)
                .findFirst()
                .orElse(null);
    }

    private static InetSocketAddress server(URI url) {
        return new InetSocketAddress(url.getHost(), port(url));
    }

    private static int port(URI url) {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return url.getScheme().equals("https") ? 443 : 80;
    }
}
