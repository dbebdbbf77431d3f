package org.regain.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.regain.demo.PortalLogin.Arrived;
import org.regain.demo.PortalLogin.Going;
import org.regain.secret.Token;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.util.HtmlUtils;

/// A small site of Contoso's, with two pages that are for people who are signed in. It stands for any portal.
final class PortalSite {

    private static final Logger LOG = LoggerFactory.getLogger(PortalSite.class);
    private static final String COOKIE = "contoso-orders";
    private static final int LONGEST_BODY = 16 * 1024;

    private final PortalLogin login;
    private final SecureRandom random;
    private final HttpServer server;
    private final Map<String, Going> going = new ConcurrentHashMap<>();
    private final Map<String, Arrived> arrived = new ConcurrentHashMap<>();

    PortalSite(PortalLogin login, int port, SecureRandom random) throws IOException {
        this.login = login;
        this.random = random;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
    }

    void start() {
        server.start();
    }

    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
                case "/" -> show(exchange, "Contoso Orders", "<p><a href=/orders>My orders</a></p>");
                case "/orders" -> orders(exchange);
                case "/callback" -> callback(exchange);
                case "/logout" -> logout(exchange);
                case "/sign-out" -> signOut(exchange);
                case "/bye" -> show(exchange, "You are signed out", "<p><a href=/orders>My orders</a></p>");
                default -> exchange.sendResponseHeaders(404, -1);
            }
        } catch (GeneralException | ParseException | BadJOSEException | JOSEException e) {
            LOG.info("The demo's portal has refused something: {}", e.getMessage());
            exchange.sendResponseHeaders(400, -1);
        }
    }

    private void orders(HttpExchange exchange) throws IOException, GeneralException {
        var who = here(exchange).map(arrived::get).orElse(null);
        if (who == null) {
            var start = Going.to("/orders");
            going.put(enter(exchange), start);
            lead(exchange, login.signInFor(start));
            return;
        }
        show(
                exchange,
                "Orders of " + HtmlUtils.htmlEscape(who.name()),
                "<p>Twelve crates of paper boats, on their way.</p><p><a href=/sign-out>Sign out</a></p>");
    }

    private void callback(HttpExchange exchange)
            throws IOException, GeneralException, ParseException, BadJOSEException, JOSEException {
        var start = here(exchange).map(going::remove).orElse(null);
        if (start == null) {
            // Too late, or twice: from the beginning.
            lead(exchange, URI.create("/orders"));
            return;
        }
        var who = login.arrive(start, exchange.getRequestURI());
        arrived.put(enter(exchange), who);
        lead(exchange, URI.create(start.page()));
    }

    /// From Regain, and from nobody's browser: the session is over wherever it is open.
    private void logout(HttpExchange exchange)
            throws IOException, GeneralException, ParseException, BadJOSEException, JOSEException {
        var body = new String(exchange.getRequestBody().readNBytes(LONGEST_BODY), UTF_8);
        var sid = login.over(body.substring(body.indexOf('=') + 1));
        arrived.values().removeIf(who -> who.sid().equals(sid));
        exchange.sendResponseHeaders(200, -1);
    }

    private void signOut(HttpExchange exchange) throws IOException, GeneralException, ParseException {
        var who = here(exchange).map(arrived::remove).orElse(null);
        lead(exchange, who == null ? URI.create("/bye") : login.signOutFor(who));
    }

    /// A new name for this browser at each step, so that none that was planted before is signed in.
    private String enter(HttpExchange exchange) {
        var name = Token.random(random).text();
        exchange.getResponseHeaders().add("Set-Cookie", COOKIE + "=" + name + "; Path=/; HttpOnly; SameSite=Lax");
        return name;
    }

    private static Optional<String> here(HttpExchange exchange) {
        @Nullable String cookies = exchange.getRequestHeaders().getFirst("Cookie");
        if (cookies == null) {
            return Optional.empty();
        }
        for (var cookie : cookies.split("; ", -1)) {
            if (cookie.startsWith(COOKIE + "=")) {
                return Optional.of(cookie.substring(COOKIE.length() + 1));
            }
        }
        return Optional.empty();
    }

    private static void lead(HttpExchange exchange, URI to) throws IOException {
        exchange.getResponseHeaders().add("Location", to.toString());
        exchange.sendResponseHeaders(302, -1);
    }

    private static void show(HttpExchange exchange, String heading, String text) throws IOException {
        var page = """
            <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>%1$s · Contoso Orders</title></head><body style="font: 18px/1.5 sans-serif; max-width: 36rem; margin: 3rem auto; padding: 0 1rem">
            <h1>%1$s</h1>%2$s</body></html>
            """.formatted(heading, text).getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
        exchange.getResponseHeaders().add("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, page.length);
        exchange.getResponseBody().write(page);
    }
}
