package org.regain.directory;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import com.unboundid.util.ssl.SSLSocketVerifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// TLS that a server has to agree to in time: the SDK bounds the connecting and the answers, and waits without end for who accepts a
/// connection and then says nothing.
final class TimedSockets extends SSLSocketFactory {

    private final SSLSocketFactory sockets;
    private final Duration most;

    /// @param most between two things that the server says while they agree
    TimedSockets(SSLSocketFactory sockets, Duration most) {
        this.sockets = sockets;
        this.most = most;
    }

    private Socket timed(Socket socket) throws SocketException {
        socket.setSoTimeout((int) most.toMillis());
        return socket;
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return sockets.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return sockets.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket() throws IOException {
        return timed(sockets.createSocket());
    }

    @Override
    public Socket createSocket(Socket beneath, String host, int port, boolean close) throws IOException {
        return timed(sockets.createSocket(beneath, host, port, close));
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return timed(sockets.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return timed(sockets.createSocket(host, port, from, fromPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return timed(sockets.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return timed(sockets.createSocket(host, port, from, fromPort));
    }

    /// Looks at whom the certificate names once both have agreed, and leaves the time to the SDK from then on.
    ///
    /// The SDK's own verifier looks at no name. This one lets an address of the loopback pass by any, as which nobody else can answer.
    static final class NamedHost extends SSLSocketVerifier {

        private final SSLSocketVerifier names = new HostNameSSLSocketVerifier(true);

        @Override
        public void verifySSLSocket(String host, int port, SSLSocket socket) throws LDAPException {
            names.verifySSLSocket(host, port, socket);
            try {
                socket.setSoTimeout(0);
            } catch (SocketException e) {
                throw new LDAPException(ResultCode.CONNECT_ERROR, "The connection is gone", e);
            }
        }
    }
}
