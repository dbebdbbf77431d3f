package org.regain.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.regain.invite.Organisations;
import org.regain.portal.FirstPortal;
import org.regain.secret.Token;
import org.regain.settings.RegainSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The portal of the demo, on a port of its own. It is registered at the demo's first start, and what it has to know of itself (its
/// port, its secret) lies in a file, as a portal's settings do.
@Component
@Profile("demo")
class DemoPortal {

    private static final Logger LOG = LoggerFactory.getLogger(DemoPortal.class);
    private static final String ID = "contoso-orders";

    private final RegainSettings settings;
    private final Organisations organisations;
    private final FirstPortal portals;
    private final SecureRandom random;
    private @Nullable PortalSite site;

    DemoPortal(RegainSettings settings, Organisations organisations, FirstPortal portals, SecureRandom random) {
        this.settings = settings;
        this.organisations = organisations;
        this.portals = portals;
        this.random = random;
    }

    /// Where it is; empty where it cannot be, which the log explains.
    Optional<URI> open() {
        try {
            var file = settings.dataDir().resolve("demo-portal");
            if (!Files.exists(file)) {
                register(file);
            }
            var lines = Files.readAllLines(file);
            var address = at(Integer.parseInt(lines.getFirst()));
            var login = new PortalLogin(settings.baseUrl(), ID, lines.getLast(), address);
            var opened = new PortalSite(login, address.getPort(), random);
            opened.start();
            site = opened;
            return Optional.of(address);
        } catch (IOException | NumberFormatException e) {
            LOG.warn("The demo's portal cannot be opened: {}", e.toString());
            return Optional.empty();
        }
    }

    @EventListener(ContextClosedEvent.class)
    void close() {
        var open = site;
        if (open != null) {
            open.stop();
        }
    }

    private void register(Path file) throws IOException {
        var port = freePort(settings.baseUrl().getPort() + 1);
        var secret = Token.random(random).text();
        var address = at(port);
        var made = portals.make(
                organisations.theOnly().value(),
                new FirstPortal.Site(
                        ID,
                        "Contoso Orders",
                        address.resolve("/"),
                        address.resolve("/callback"),
                        address.resolve("/bye"),
                        address.resolve("/logout")),
                secret);
        if (!made) {
            throw new IOException("these demo data are from before it; remove " + settings.dataDir());
        }
        write(file, List.of(Integer.toString(port), secret));
    }

    private static void write(Path file, List<String> lines) throws IOException {
        if (Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.write(file, lines);
    }

    private static URI at(int port) {
        return URI.create("http://localhost:" + port);
    }

    private static int freePort(int wanted) throws IOException {
        try (var socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException taken) {
            try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            }
        }
    }
}
