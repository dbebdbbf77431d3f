package org.regain.portal;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.net.URI;
import java.util.Map;

/// A portal made of a library that knows nothing of Regain but its issuer (Nimbus, certified by the OpenID Foundation).
public final class StockClient {

    public static final String ID = "contoso-portal";
    public static final String SECRET = "a secret of the portal's, as long as such secrets are";
    public static final URI CALLBACK = URI.create("https://portal.example/callback");

    final OIDCProviderMetadata provider;
    private final ClientID id;
    private final ClientAuthentication authentication;
    final URI callback;

    final CodeVerifier verifier = new CodeVerifier();
    final State state = new State();
    final Nonce nonce = new Nonce();

    public StockClient(URI issuer) throws Exception {
        this(issuer, ID, SECRET, CALLBACK);
    }

    StockClient(URI issuer, String id, String secret, URI callback) throws Exception {
        this.provider = OIDCProviderMetadata.resolve(new Issuer(issuer));
        this.id = new ClientID(id);
        this.authentication = new ClientSecretBasic(this.id, new Secret(secret));
        this.callback = callback;
    }

    /// Where it sends a browser, as a path of Regain's.
    public String asks(String... namesAndValues) {
        var request = new AuthenticationRequest.Builder(
                        new ResponseType("code"), new Scope("openid", "profile", "email", "roles"), id, callback)
                .endpointURI(provider.getAuthorizationEndpointURI())
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256);
        for (var i = 0; i < namesAndValues.length; i += 2) {
            request.customParameter(namesAndValues[i], namesAndValues[i + 1]);
        }
        var uri = request.build().toURI();
        return uri.getRawPath() + "?" + uri.getRawQuery();
    }

    /// The code that a browser came back with, from this issuer and for this request.
    public AuthorizationCode code(String location) throws Exception {
        var response = AuthenticationResponseParser.parse(URI.create(location));
        if (!response.indicatesSuccess()
                || !state.equals(response.getState())
                || !provider.getIssuer().equals(response.getIssuer())) {
            throw new AssertionError(location);
        }
        return response.toSuccessResponse().getAuthorizationCode();
    }

    /// The word of the error that a browser came back with.
    static String error(String location) throws Exception {
        return AuthenticationResponseParser.parse(URI.create(location))
                .toErrorResponse()
                .getErrorObject()
                .getCode();
    }

    public TokenResponse exchange(AuthorizationCode code) throws Exception {
        return ask(new AuthorizationCodeGrant(code, callback, verifier));
    }

    TokenResponse refresh(RefreshToken token) throws Exception {
        return ask(new RefreshTokenGrant(token));
    }

    TokenResponse ask(AuthorizationGrant grant) throws Exception {
        return OIDCTokenResponseParser.parse(
                new TokenRequest.Builder(provider.getTokenEndpointURI(), authentication, grant)
                        .build()
                        .toHTTPRequest()
                        .send());
    }

    public static OIDCTokenResponse tokens(TokenResponse response) {
        if (!response.indicatesSuccess()) {
            throw new AssertionError(response.toErrorResponse().getErrorObject().toJSONObject());
        }
        return (OIDCTokenResponse) response.toSuccessResponse();
    }

    /// The ID token, looked at as the standard wants it.
    public IDTokenClaimsSet validated(OIDCTokenResponse tokens) throws Exception {
        return new IDTokenValidator(
                        provider.getIssuer(),
                        id,
                        JWSAlgorithm.ES256,
                        provider.getJWKSetURI().toURL())
                .validate(tokens.getOIDCTokens().getIDToken(), nonce);
    }

    public HTTPResponse userInfo(AccessToken token) throws Exception {
        return new UserInfoRequest(provider.getUserInfoEndpointURI(), token)
                .toHTTPRequest()
                .send();
    }

    public Map<String, Object> claims(AccessToken token) throws Exception {
        return userInfo(token).getBodyAsJSONObject();
    }

    ClientAuthentication authentication() {
        return authentication;
    }
}
