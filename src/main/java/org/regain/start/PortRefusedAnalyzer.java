package org.regain.start;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.web.server.WebServerException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/// Prints why the port could not be opened, in a sentence, in the place of what the server says of it.
@Order(Ordered.HIGHEST_PRECEDENCE)
class PortRefusedAnalyzer implements FailureAnalyzer {

    /// Where Spring Boot listens when nothing is set.
    private static final int USUAL = 8080;

    private static final int FIRST_FOR_ALL = 1024;

    private final Environment environment;

    PortRefusedAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        boolean ofTheServer = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            ofTheServer |= cause instanceof WebServerException;
            if (ofTheServer && cause instanceof SocketException why) {
                return new FailureAnalysis(sentence(why), null, failure);
            }
        }
        return null;
    }

    private String sentence(SocketException why) {
        int port = environment.getProperty("server.port", Integer.class, USUAL);
        String address = environment.getProperty("server.address", "");
        if (!address.isEmpty() && !isOurs(address)) {
            return "server.address=%s is no address of this machine: name one that is, or leave it out to listen on all."
                    .formatted(address);
        }
        if (port < FIRST_FOR_ALL && String.valueOf(why.getMessage()).contains("denied")) {
            return ("Regain may not listen on port %d, because ports below %d are for privileged programs: set server.port to"
                            + " another one, with a reverse proxy in front, or give Java CAP_NET_BIND_SERVICE.")
                    .formatted(port, FIRST_FOR_ALL);
        }
        return "Port %d is taken by another program, or by another Regain: stop that, or set server.port to another one."
                .formatted(port);
    }

    private static boolean isOurs(String address) {
        try {
            InetAddress where = InetAddress.getByName(address);
            return where.isAnyLocalAddress() || NetworkInterface.getByInetAddress(where) != null;
        } catch (IOException e) {
            return false;
        }
    }
}
