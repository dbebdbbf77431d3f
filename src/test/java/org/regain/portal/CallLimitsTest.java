package org.regain.portal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.audit.Origin;
import org.regain.limits.Limit;
import org.regain.limits.Limits;
import org.regain.limits.Taken;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.web.FilterChainProxy;

/// How often portals may ask: by where they ask from, by which portal it is, and apart from both who does not show which.
class CallLimitsTest extends PortalScene {

    private static final String RIGHT_ONE = StockClient.ID + ":" + StockClient.SECRET.replace(" ", "%20");
    private static final List<String> ENDPOINTS =
            List.of("/oauth2/token", "/oauth2/par", "/oauth2/introspect", "/oauth2/revoke");

    @Autowired
    private FilterChainProxy chains;

    @Autowired
    private Limits limits;

    @Test
    void wrongSecretsAreCountedByWhereTheyComeFromAndApart() throws Exception {
        for (var i = 0; i < Limit.PORTAL_SECRETS_FROM_SOURCE.most(); i++) {
            var path = ENDPOINTS.get(i % ENDPOINTS.size());
            assertThat(asked(path, "203.0.113.5", StockClient.ID + ":wrong").getStatus())
                    .isEqualTo(401);
        }
        for (var path : ENDPOINTS) {
            var refused = asked(path, "203.0.113.5", RIGHT_ONE);
            assertThat(refused.getStatus()).as(path).isEqualTo(429);
            assertThat(refused.getContentAsString()).isEqualTo("{\"error\":\"temporarily_unavailable\"}");
            assertThat(refused.getContentType()).startsWith("application/json");
            assertThat(Integer.parseInt(String.valueOf(refused.getHeader("Retry-After"))))
                    .isBetween(1, 601);
        }
        assertThat(asked("/oauth2/introspect", "198.51.100.7", RIGHT_ONE).getStatus())
                .as("from elsewhere")
                .isEqualTo(200);
        clock.advance(Duration.ofMinutes(10));
        assertThat(asked("/oauth2/introspect", "203.0.113.5", RIGHT_ONE).getStatus())
                .as("later")
                .isEqualTo(200);
    }

    @Test
    void whoShowsTheRightOneIsNotCountedAsWrong() throws Exception {
        for (var i = 0; i < Limit.PORTAL_SECRETS_FROM_SOURCE.most() + 1; i++) {
            assertThat(asked("/oauth2/introspect", "203.0.113.5", RIGHT_ONE).getStatus())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PORTAL_CALLS_FROM_SOURCE", "PORTAL_CALLS"})
    void thousandsAreServedAndNotOneMore(String name) throws Exception {
        asked("/oauth2/introspect", "203.0.113.5", RIGHT_ONE);
        assertThat(count("select count(*) from limit_rate where name = ?", name))
                .isEqualTo(1);
        leave(name, 1);
        assertThat(asked("/oauth2/introspect", "203.0.113.5", RIGHT_ONE).getStatus())
                .isEqualTo(200);
        for (var path : ENDPOINTS) {
            assertThat(asked(path, "203.0.113.5", RIGHT_ONE).getStatus())
                    .as(path)
                    .isEqualTo(429);
        }
        var elsewhere = asked("/oauth2/introspect", "198.51.100.7", RIGHT_ONE).getStatus();
        assertThat(elsewhere).isEqualTo(name.equals("PORTAL_CALLS") ? 429 : 200);
        clock.advance(Duration.ofMinutes(1).plusSeconds(6));
        assertThat(asked("/oauth2/introspect", "203.0.113.5", RIGHT_ONE).getStatus())
                .isEqualTo(200);
    }

    /// Nothing more is written in an app's name than by whom anybody sends here.
    @Test
    void whatAnAppSendsAheadIsCountedAsWhoIsSentHere() throws Exception {
        people.run(sql -> sql.sql("update portal set kind = 'PUBLIC'").update());
        var pushed = from("/oauth2/par", "203.0.113.5");
        pushed.setParameter("client_id", StockClient.ID);
        assertThat(answer(pushed).getStatus()).as("an incomplete one").isEqualTo(400);
        assertThat(count("select cardinality(times) from limit_count where name = 'PORTALS_FROM_SOURCE'"))
                .isEqualTo(1);
        var origin = Origin.of(pushed);
        while (limits.take(Limit.PORTALS_FROM_SOURCE, origin) instanceof Taken.Yes) {}
        assertThat(answer(pushed).getStatus()).isEqualTo(429);
    }

    @Test
    void userInfoIsCountedForThePortalToo() throws Exception {
        var token = arrives(ana).getOIDCTokens().getAccessToken();
        assertThat(portal.userInfo(token).getStatusCode()).isEqualTo(200);
        leave("PORTAL_CALLS", 0);
        var refused = portal.userInfo(token);
        assertThat(refused.getStatusCode()).isEqualTo(429);
        assertThat(refused.getHeaderValue("Retry-After")).matches("[1-9][0-9]?");
        assertThat(refused.getBody().strip()).isEqualTo("{\"error\":\"temporarily_unavailable\"}");
    }

    /// As many as there are, whenever they come within a window.
    @Test
    void neverAreMoreTakenThanThereAre() {
        var subject = "somebody".getBytes(UTF_8);
        var taken = 0;
        while (limits.takeOfMany(Limit.PORTAL_CALLS, subject) instanceof Taken.Yes) {
            taken++;
            if (taken % 2000 == 0) {
                clock.advance(Duration.ofSeconds(11));
            }
        }
        assertThat(taken).isEqualTo(6000);
        people.run(sql ->
                sql.sql("update limit_rate set at = at - interval '49 hours'").update());
        people.run(sql -> sql.sql("select tidy()").query(Integer.class).single());
        assertThat(count("select count(*) from limit_rate")).isZero();
    }

    /// Takes all places but so many.
    private void leave(String name, int places) {
        people.run(sql -> sql.sql("update limit_rate set parts[1] = ? where name = ?")
                .params(6000 - places, name)
                .update());
    }

    private static MockHttpServletRequest from(String path, String source) {
        var request = new MockHttpServletRequest("POST", path);
        request.setServletPath(path);
        request.setRemoteAddr(source);
        return request;
    }

    private MockHttpServletResponse asked(String path, String source, String credentials) throws Exception {
        var request = from(path, source);
        request.setParameter("token", "no token of ours");
        request.addHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)));
        return answer(request);
    }

    private MockHttpServletResponse answer(MockHttpServletRequest request) throws Exception {
        var response = new MockHttpServletResponse();
        chains.doFilter(request, response, new MockFilterChain());
        return response;
    }
}
