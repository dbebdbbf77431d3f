package org.regain.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// A code and a refresh token serve once, and for whom they were made. Whoever comes second ends what the first was given.
///
/// Source: RFC 6749 § 4.1.2; RFC 9700 §§ 2.1.1, 4.5, 4.8, 4.14.
class ReplayTest extends PortalScene {

    private static final int AT_ONCE = 6;

    @Test
    void oidccAuthCodeReuse() throws Exception {
        var code = opened();
        var tokens = StockClient.tokens(portal.exchange(code)).getOIDCTokens();
        assertThat(portal.userInfo(tokens.getAccessToken()).getStatusCode()).isEqualTo(200);
        refused(portal.exchange(code), "invalid_grant");
        assertThat(portal.userInfo(tokens.getAccessToken()).getStatusCode()).isEqualTo(401);
        refused(portal.refresh(tokens.getRefreshToken()), "invalid_grant");
        assertThat(count("select count(*) from audit_event where kind = 'TOKEN_REPLAYED'"))
                .isEqualTo(1);
    }

    @Test
    void oidccAuthCodeReuseAfter30Seconds() throws Exception {
        var code = opened();
        var tokens = StockClient.tokens(portal.exchange(code)).getOIDCTokens();
        clock.advance(Duration.ofSeconds(30));
        refused(portal.exchange(code), "invalid_grant");
        assertThat(portal.userInfo(tokens.getAccessToken()).getStatusCode()).isEqualTo(401);
    }

    /// Also when it would not serve any more: somebody has a copy.
    @Test
    void aCodeThatWasUsedEndsWhatCameOfItLongAfterItsMinute() throws Exception {
        var code = opened();
        var tokens = StockClient.tokens(portal.exchange(code)).getOIDCTokens();
        clock.advance(Duration.ofHours(3));
        refused(portal.exchange(code), "invalid_grant");
        refused(portal.refresh(tokens.getRefreshToken()), "invalid_grant");
    }

    @Test
    void aTokenIsNobodyElsesToGiveBack() throws Exception {
        addPortal("other-portal", "another secret of another portal", "https://portal.example/callback");
        var other = new StockClient(baseUrl, "other-portal", "another secret of another portal", StockClient.CALLBACK);
        var tokens = StockClient.tokens(portal.exchange(opened())).getOIDCTokens();
        for (var token : List.of(tokens.getAccessToken(), tokens.getRefreshToken())) {
            assertThat(new TokenRevocationRequest(
                                    portal.provider.getRevocationEndpointURI(), other.authentication(), token)
                            .toHTTPRequest()
                            .send()
                            .getStatusCode())
                    .isEqualTo(400);
        }
        assertThat(portal.userInfo(tokens.getAccessToken()).getStatusCode()).isEqualTo(200);
        StockClient.tokens(portal.refresh(tokens.getRefreshToken()));
    }

    @Test
    void aCodeServesForAMinute() throws Exception {
        var code = opened();
        clock.advance(Duration.ofSeconds(61));
        refused(portal.exchange(code), "invalid_grant");
    }

    /// By the database's clock alone: a node's may be a minute ahead of it.
    @Test
    void howLongACodeServesThisMachineIsNotAsked() throws Exception {
        clock.advance(Duration.ofSeconds(-61));
        StockClient.tokens(portal.exchange(opened()));
    }

    @Test
    void ofManyWhoComeWithOneCodeNoneKeepsAnything() throws Exception {
        var code = opened();
        nobodyKeepsAnything(together(() -> portal.exchange(code)));
    }

    @Test
    void aRefreshTokenThatWasExchangedEndsItsFamily() throws Exception {
        var first = StockClient.tokens(portal.exchange(opened())).getOIDCTokens();
        var second = StockClient.tokens(portal.refresh(first.getRefreshToken())).getOIDCTokens();
        refused(portal.refresh(first.getRefreshToken()), "invalid_grant");
        refused(portal.refresh(second.getRefreshToken()), "invalid_grant");
        assertThat(portal.userInfo(second.getAccessToken()).getStatusCode()).isEqualTo(401);
        assertThat(count("select count(*) from portal_access")).isZero();
    }

    @Test
    void ofManyWhoComeWithOneRefreshTokenNoneKeepsAnything() throws Exception {
        for (var round = 0; round < 5; round++) {
            forgetLimits();
            ana = somebody();
            var first = StockClient.tokens(portal.exchange(opened())).getOIDCTokens();
            nobodyKeepsAnything(together(() -> portal.refresh(first.getRefreshToken())));
        }
    }

    @Test
    void aCodeIsNobodyElses() throws Exception {
        addPortal("other-portal", "another secret of another portal", "https://portal.example/callback");
        var other = new StockClient(baseUrl, "other-portal", "another secret of another portal", StockClient.CALLBACK);
        var code = opened();
        refused(other.ask(new AuthorizationCodeGrant(code, StockClient.CALLBACK, portal.verifier)), "invalid_grant");
        refused(portal.exchange(code), "invalid_grant");
    }

    @Test
    void aCodeTakesTheVerifierItsRequestWasMadeWith() throws Exception {
        var code = opened();
        refused(portal.ask(new AuthorizationCodeGrant(code, StockClient.CALLBACK)), "invalid_grant");
        refused(
                portal.ask(new AuthorizationCodeGrant(code, StockClient.CALLBACK, new CodeVerifier())),
                "invalid_grant");
        refused(
                portal.ask(
                        new AuthorizationCodeGrant(code, URI.create("https://portal.example/other"), portal.verifier)),
                "invalid_grant");
        StockClient.tokens(portal.exchange(code));
    }

    @Test
    void thereIsNoRequestWithoutAChallengeOrWithAWeakOne() throws Exception {
        var asked = portal.asks();
        for (var weak : List.of(
                asked.replaceAll("&code_challenge=[^&]*", ""),
                asked.replaceAll("&code_challenge_method=[^&]*", ""),
                asked.replaceAll("&code_challenge[^&]*", "").replaceAll("&code_challenge[^&]*", ""),
                asked.replace("code_challenge_method=S256", "code_challenge_method=plain"),
                asked.replace("code_challenge_method=S256", "code_challenge_method=s256"),
                asked.replaceAll("code_challenge=[^&]*", "code_challenge=short"),
                asked.replaceAll("code_challenge=[^&]*", "code_challenge="))) {
            assertThat(StockClient.error(ledTo(ana, weak))).as(weak).isEqualTo("invalid_request");
        }
    }

    @Test
    void aHashFromTheTablesIsNoToken() throws Exception {
        StockClient.tokens(portal.exchange(opened()));
        var hash = hex("refresh_hash");
        refused(portal.refresh(new com.nimbusds.oauth2.sdk.token.RefreshToken(hash)), "invalid_grant");
        assertThat(portal.userInfo(new com.nimbusds.oauth2.sdk.token.BearerAccessToken(hex("access_hash")))
                        .getStatusCode())
                .isEqualTo(401);
    }

    private String hex(String column) {
        var found = new ArrayList<String>();
        people.run(sql -> {
            found.addAll(sql.sql("select encode(" + column + ", 'hex') from portal_access")
                    .query(String.class)
                    .list());
            return 0;
        });
        return found.getFirst();
    }

    private AuthorizationCode opened() throws Exception {
        ledTo(ana, portal.asks());
        ana.signIn(ANA, RIGHT);
        return portal.code(ledTo(ana, "/portal/go-on"));
    }

    private void nobodyKeepsAnything(List<TokenResponse> responses) throws Exception {
        assertThat(responses.stream().filter(TokenResponse::indicatesSuccess).count())
                .isLessThanOrEqualTo(1);
        for (var response : responses) {
            if (response.indicatesSuccess()) {
                var tokens = StockClient.tokens(response).getOIDCTokens();
                assertThat(portal.userInfo(tokens.getAccessToken()).getStatusCode())
                        .isEqualTo(401);
                refused(portal.refresh(tokens.getRefreshToken()), "invalid_grant");
            }
        }
        assertThat(count("select count(*) from portal_access")).isZero();
    }

    private static List<TokenResponse> together(Callable<TokenResponse> deed) throws Exception {
        var start = new CyclicBarrier(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<TokenResponse>> all = new ArrayList<>();
            for (var i = 0; i < AT_ONCE; i++) {
                all.add(threads.submit(() -> {
                    start.await();
                    return deed.call();
                }));
            }
            List<TokenResponse> responses = new ArrayList<>();
            for (var one : all) {
                responses.add(one.get());
            }
            return responses;
        }
    }

    static void refused(TokenResponse response, String error) {
        assertThat(response.indicatesSuccess()).isFalse();
        assertThat(response.toErrorResponse().getErrorObject().getCode()).isEqualTo(error);
    }
}
