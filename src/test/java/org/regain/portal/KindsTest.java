package org.regain.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.JWTID;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Portals that keep no secret: one that signs with a key of its own, and an app on somebody's machine.
class KindsTest extends PortalScene {

    private static final ClientID SIGNS = new ClientID("signing-portal");
    private static final ClientID APP = new ClientID("an-app");

    @Test
    void aPortalSignsInThePlaceOfASecret() throws Exception {
        var own = key();
        add(SIGNS, "PRIVATE_KEY", StockClient.CALLBACK.toString(), new JWKSet(own.toPublicJWK()).toString());
        var client = new StockClient(baseUrl, SIGNS.getValue(), "none", StockClient.CALLBACK);

        assertThat(signed(client, opened(client), key()).indicatesSuccess()).isFalse();
        var code = portalCode(client);
        var tokens = StockClient.tokens(signed(client, code, own));
        client.validated(tokens);
        assertThat(tokens.getOIDCTokens().getRefreshToken()).isNotNull();
        ReplayTest.refused(client.exchange(portalCode(client)), "invalid_client");
    }

    @Test
    void anAppListensAtAnyPortAndGetsNothingThatLasts() throws Exception {
        add(APP, "PUBLIC", "http://127.0.0.1/callback", "");
        var client = new StockClient(baseUrl, APP.getValue(), "none", URI.create("http://127.0.0.1:49152/callback"));
        var code = opened(client);
        var answer = OIDCTokenResponseParser.parse(new TokenRequest.Builder(
                        client.provider.getTokenEndpointURI(),
                        APP,
                        new AuthorizationCodeGrant(code, client.callback, client.verifier))
                .build()
                .toHTTPRequest()
                .send());
        var tokens = StockClient.tokens(answer);
        client.validated(tokens);
        assertThat(tokens.getOIDCTokens().getRefreshToken()).isNull();
        // Anybody could use up an app's places in its name, so it has none of its own.
        assertThat(count("select count(*) from limit_rate where name = 'PORTAL_CALLS'"))
                .isZero();
    }

    /// Whoever has read it along the way comes too late, whatever they bring with it.
    @Test
    void whatAPortalSignsServesOnceAndNotForDays() throws Exception {
        var own = key();
        add(SIGNS, "PRIVATE_KEY", StockClient.CALLBACK.toString(), new JWKSet(own.toPublicJWK()).toString());
        var client = new StockClient(baseUrl, SIGNS.getValue(), "none", StockClient.CALLBACK);
        var first = opened(client);
        var assertion = assertion(client, own, Duration.ofMinutes(4), new JWTID("one"));
        StockClient.tokens(signed(client, first, assertion));
        ReplayTest.refused(signed(client, portalCode(client), assertion), "invalid_client");
        ReplayTest.refused(
                signed(client, portalCode(client), assertion(client, own, Duration.ofMinutes(5), new JWTID("one"))),
                "invalid_client");
        for (var unusual : List.of(
                assertion(client, own, Duration.ofHours(2), new JWTID("two")),
                assertion(client, own, Duration.ofDays(3_000_000L * 365), new JWTID("two")),
                assertion(client, own, Duration.ofMinutes(4), null))) {
            ReplayTest.refused(signed(client, portalCode(client), unusual), "invalid_client");
        }
        StockClient.tokens(
                signed(client, portalCode(client), assertion(client, own, Duration.ofMinutes(4), new JWTID("three"))));
        assertThat(count("select count(*) from portal_assertion")).isEqualTo(2);
        people.run(sql -> sql.sql("update portal_assertion set ends_at = ends_at - interval '10 minutes'")
                .update());
        people.run(sql -> sql.sql("select tidy()").query(Integer.class).single());
        assertThat(count("select count(*) from portal_assertion")).isZero();
    }

    private static PrivateKeyJWT assertion(StockClient client, ECKey key, Duration life, @Nullable JWTID id)
            throws Exception {
        var now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .issuer(SIGNS.getValue())
                .subject(SIGNS.getValue())
                .audience(client.provider.getTokenEndpointURI().toString())
                .expirationTime(Date.from(now.plus(life)))
                .issueTime(Date.from(now))
                .jwtID(id == null ? null : id.getValue())
                .build();
        var signed = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
        signed.sign(new ECDSASigner(key));
        return new PrivateKeyJWT(signed);
    }

    private TokenResponse signed(StockClient client, AuthorizationCode code, ECKey key) throws Exception {
        return signed(
                client,
                code,
                new PrivateKeyJWT(
                        SIGNS,
                        client.provider.getTokenEndpointURI(),
                        JWSAlgorithm.ES256,
                        key.toPrivateKey(),
                        key.getKeyID(),
                        null));
    }

    private TokenResponse signed(StockClient client, AuthorizationCode code, PrivateKeyJWT assertion) throws Exception {
        return OIDCTokenResponseParser.parse(new TokenRequest.Builder(
                        client.provider.getTokenEndpointURI(),
                        assertion,
                        new AuthorizationCodeGrant(code, client.callback, client.verifier))
                .build()
                .toHTTPRequest()
                .send());
    }

    private AuthorizationCode opened(StockClient client) throws Exception {
        ledTo(ana, client.asks());
        ana.signIn(ANA, RIGHT);
        return client.code(ledTo(ana, "/portal/go-on"));
    }

    private AuthorizationCode portalCode(StockClient client) throws Exception {
        return client.code(ledTo(ana, client.asks()));
    }

    private void add(ClientID id, String kind, String callback, String keys) {
        people.run(
                sql -> sql.sql("""
                        insert into portal (organisation_id, client_id, name, kind, start_uri, redirect_uris, scopes, keys)
                        select id, ?, 'Another', ?, 'https://portal.example/', array [?], '{openid,profile,email,roles}', nullif(?, '')::jsonb
                        from organisation
                        """).params(id.getValue(), kind, callback, keys).update());
    }

    private static ECKey key() throws Exception {
        return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
    }
}
