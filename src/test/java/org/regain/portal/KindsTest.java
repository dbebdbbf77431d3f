package org.regain.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import java.net.URI;
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
    }

    private TokenResponse signed(StockClient client, AuthorizationCode code, ECKey key) throws Exception {
        var assertion = new PrivateKeyJWT(
                SIGNS,
                client.provider.getTokenEndpointURI(),
                JWSAlgorithm.ES256,
                key.toPrivateKey(),
                key.getKeyID(),
                null);
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
