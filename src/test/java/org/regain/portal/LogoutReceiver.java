package org.regain.portal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenValidator;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The back of a portal, where it hears of sessions that are over.
final class LogoutReceiver implements AutoCloseable {

    private final HttpServer server;
    private final URI issuer;
    private final List<LogoutTokenClaimsSet> heard = new CopyOnWriteArrayList<>();
    private final List<String> raw = new CopyOnWriteArrayList<>();

    LogoutReceiver(URI issuer, int port) throws IOException {
        this.issuer = issuer;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10);
        server.createContext("/logout", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            exchange.sendResponseHeaders(hear(body) ? 200 : 400, -1);
            exchange.close();
        });
        // An address that would lead on.
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", "/logout");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        server.start();
    }

    private boolean hear(String body) {
        var token = body.substring("logout_token=".length());
        try {
            var provider = OIDCProviderMetadata.resolve(new Issuer(issuer));
            var validator = new LogoutTokenValidator(
                    provider.getIssuer(),
                    new ClientID(StockClient.ID),
                    JWSAlgorithm.ES256,
                    provider.getJWKSetURI().toURL());
            heard.add(validator.validate(SignedJWT.parse(token)));
            raw.add(token);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            raw.add(e.toString());
            return false;
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    List<LogoutTokenClaimsSet> heard() {
        return heard;
    }

    List<String> raw() {
        return raw;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
