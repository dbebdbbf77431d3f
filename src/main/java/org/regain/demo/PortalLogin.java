package org.regain.demo;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The demo portal's part in OpenID Connect, all of it by a library. Of Regain it knows the address and nothing else.
final class PortalLogin {

    private final Issuer issuer;
    private final ClientID id;
    private final Secret secret;
    private final URI site;
    private @Nullable OIDCProviderMetadata provider;

    PortalLogin(URI issuer, String id, String secret, URI site) {
        this.issuer = new Issuer(issuer);
        this.id = new ClientID(id);
        this.secret = new Secret(secret);
        this.site = site;
    }

    /// Somebody on their way to sign in.
    ///
    /// @param page which they had asked for
    record Going(State state, Nonce nonce, CodeVerifier verifier, String page) {

        static Going to(String page) {
            return new Going(new State(), new Nonce(), new CodeVerifier(), page);
        }
    }

    /// Somebody who has arrived.
    record Arrived(String name, String sub, String sid, String idToken) {

        @Override
        public String toString() {
            return "Arrived[redacted]";
        }
    }

    URI signInFor(Going going) throws GeneralException, IOException {
        return new AuthenticationRequest.Builder(
                        new ResponseType("code"),
                        new Scope("openid", "profile", "email"),
                        id,
                        site.resolve("/callback"))
                .endpointURI(provider().getAuthorizationEndpointURI())
                .state(going.state())
                .nonce(going.nonce())
                .codeChallenge(going.verifier(), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /// @param callback as the browser was led to it
    Arrived arrive(Going going, URI callback)
            throws GeneralException, IOException, ParseException, BadJOSEException, JOSEException {
        var response = AuthenticationResponseParser.parse(callback);
        if (!response.indicatesSuccess()
                || !going.state().equals(response.getState())
                || !issuer.equals(response.getIssuer())) {
            throw new GeneralException("Nobody has signed in");
        }
        var grant = new AuthorizationCodeGrant(
                response.toSuccessResponse().getAuthorizationCode(), site.resolve("/callback"), going.verifier());
        var answer = OIDCTokenResponseParser.parse(
                new TokenRequest.Builder(provider().getTokenEndpointURI(), new ClientSecretBasic(id, secret), grant)
                        .build()
                        .toHTTPRequest()
                        .send());
        if (!(answer.indicatesSuccess() && answer.toSuccessResponse() instanceof OIDCTokenResponse tokens)) {
            throw new GeneralException("No tokens were given");
        }
        var idToken = tokens.getOIDCTokens().getIDToken();
        var claims = new IDTokenValidator(
                        issuer,
                        id,
                        JWSAlgorithm.ES256,
                        provider().getJWKSetURI().toURL())
                .validate(idToken, going.nonce());
        var person = UserInfoResponse.parse(new UserInfoRequest(
                                provider().getUserInfoEndpointURI(),
                                tokens.getOIDCTokens().getAccessToken())
                        .toHTTPRequest()
                        .send())
                .toSuccessResponse()
                .getUserInfo();
        return new Arrived(
                Objects.requireNonNullElse(person.getName(), String.valueOf(person.getEmailAddress())),
                claims.getSubject().getValue(),
                String.valueOf(claims.getClaim("sid")),
                idToken.serialize());
    }

    /// Which session is over.
    String over(String logoutToken)
            throws GeneralException, IOException, ParseException, BadJOSEException, JOSEException {
        return new LogoutTokenValidator(
                        issuer,
                        id,
                        JWSAlgorithm.ES256,
                        provider().getJWKSetURI().toURL())
                .validate(SignedJWT.parse(logoutToken))
                .getSessionID()
                .getValue();
    }

    URI signOutFor(Arrived who) throws GeneralException, IOException, ParseException {
        return new LogoutRequest(
                        provider().getEndSessionEndpointURI(),
                        SignedJWT.parse(who.idToken()),
                        site.resolve("/bye"),
                        new State())
                .toURI();
    }

    /// Asked for once it is needed: both start together.
    private synchronized OIDCProviderMetadata provider() throws GeneralException, IOException {
        var known = provider;
        if (known == null) {
            known = OIDCProviderMetadata.resolve(issuer);
            provider = known;
        }
        return known;
    }
}
