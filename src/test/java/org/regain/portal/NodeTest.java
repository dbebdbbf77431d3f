package org.regain.portal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.support.HttpBrowser;
import org.regain.support.Needs;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// openid-client, the library of most portals that are made with Node.js. It pushes its requests, and reads each answer strictly.
@Needs(
        value = {NodePortal.PROGRAM, NodePortal.LIBRARY},
        by = "Node.js, and `npm ci --ignore-scripts` in src/test/node")
class NodeTest extends PortalScene {

    private static final String ID = "contoso-node";
    private static final String SECRET = "a secret of the portal's: 100% its own + more";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private @Nullable NodePortal node;
    private URI address;
    private HttpBrowser there;

    @BeforeEach
    void itHasAnAddress() throws IOException {
        address = URI.create("http://localhost:" + ApachePortal.freePort());
        there = new HttpBrowser(address);
    }

    @AfterEach
    void itEnds() {
        if (node != null) {
            node.close();
        }
    }

    @ParameterizedTest
    @CsvSource({SECRET + ",0", "'',0", "'',-30", "'',30"})
    void whoSignsInArrivesByAPushedRequestWhateverThePortalShows(String secret, int ahead) throws Exception {
        starts(secret, ahead);
        var asked = ledAway("/");
        // Nothing of the request goes by the browser.
        assertThat(asked.getRawQuery()).contains("request_uri=urn").doesNotContain("scope", "redirect_uri", "state");
        var arrived = arrivesBy(asked);
        assertThat(arrived.at("/type").asString()).isEqualTo("bearer");
        assertThat(arrived.at("/claims/acr").asString()).isEqualTo("aal1");
        var who = says("/who?sub=" + arrived.at("/claims/sub").asString() + "&token=", arrived.at("/access"));
        assertThat(who.at("/email").asString()).isEqualTo(ANA);
        assertThat(who.at("/email_verified").asBoolean()).isTrue();
    }

    @Test
    void refreshTokensServeOnceAndTheSecondUseEndsThemAll() throws Exception {
        starts("", 0);
        var first = arrivesBy(ledAway("/"));
        var second = says("/refresh?token=", first.at("/refresh"));
        assertThat(second.at("/claims/sid")).isEqualTo(first.at("/claims/sid"));
        var third = says("/refresh?token=", second.at("/refresh"));
        refused("/refresh?token=", first.at("/refresh"), "invalid_grant");
        refused("/refresh?token=", third.at("/refresh"), "invalid_grant");
        assertThat(says("/introspect?token=", third.at("/access")).at("/active").asBoolean())
                .isFalse();
    }

    @Test
    void itAsksAboutItsTokensAndGivesThemBack() throws Exception {
        starts(SECRET, 0);
        var arrived = arrivesBy(ledAway("/"));
        var said = says("/introspect?token=", arrived.at("/access"));
        assertThat(said.at("/active").asBoolean()).isTrue();
        assertThat(said.at("/sub")).isEqualTo(arrived.at("/claims/sub"));
        says("/revoke?token=", arrived.at("/refresh"));
        refused("/refresh?token=", arrived.at("/refresh"), "invalid_grant");
        assertThat(says("/introspect?token=", arrived.at("/access")).toString()).isEqualTo("{\"active\":false}");
    }

    @Test
    void aResetInBetweenEndsWhatItHas() throws Exception {
        starts("", 0);
        var arrived = arrivesBy(ledAway("/"));
        var elsewhere = somebody();
        elsewhere.prove(ANA, "FORGOTTEN", ANA);
        elsewhere.choosePassword(NEW);
        refused("/refresh?token=", arrived.at("/refresh"), "invalid_grant");
        assertThat(says("/introspect?token=", arrived.at("/access"))
                        .at("/active")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void noKeyIsAnnouncedThatATokenCouldBeBoundToAndNoneIs() throws Exception {
        starts(SECRET, 0);
        assertThat(JSON.readTree(there.open("/metadata").body()).has("dpop_signing_alg_values_supported"))
                .isFalse();
        var refreshed =
                says("/refresh-with-proof?token=", arrivesBy(ledAway("/")).at("/refresh"));
        assertThat(refreshed.at("/type").asString()).isEqualTo("bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prompt=none", "acr_values=aal2", "max_age=1&prompt=none"})
    void whatItAsksIsDoneOrRefused(String asked) throws Exception {
        starts(SECRET, 0);
        arrivesBy(ledAway("/"));
        clock.advance(Duration.ofSeconds(3));
        var sent = ledAway("/?" + asked);
        var back = URI.create(ledTo(ana, sent.getRawPath() + "?" + sent.getRawQuery()));
        var answer = there.open(back.getRawPath() + "?" + back.getRawQuery());
        if (asked.equals("prompt=none")) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        } else {
            assertThat(JSON.readTree(answer.body()).at("/error").asString())
                    .isEqualTo(asked.startsWith("acr") ? "unmet_authentication_requirements" : "login_required");
        }
    }

    private void starts(String secret, int ahead) throws IOException {
        var kind = secret.isEmpty() ? "PRIVATE_KEY" : "SECRET";
        var started = new NodePortal(baseUrl, ID, secret, address, ahead);
        node = started;
        people.run(sql -> sql.sql("""
                        with made as (
                            insert into portal (organisation_id, client_id, name, kind, start_uri, redirect_uris, scopes, keys)
                            select id, :id, 'Node', :kind, :site || '/', array [:site || '/callback'],
                                   '{openid,profile,email}', nullif(:keys, '')::jsonb
                            from organisation returning id)
                        insert into portal_secret (hash, portal_id)
                        select sha256(convert_to(:secret, 'UTF8')), id from made where :secret <> ''
                        """)
                .param("id", ID)
                .param("kind", kind)
                .param("site", address.toString())
                .param("keys", started.keys)
                .param("secret", secret)
                .update());
    }

    private URI ledAway(String page) {
        var answer = there.open(page);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return URI.create(answer.headers().firstValue("Location").orElseThrow());
    }

    private JsonNode arrivesBy(URI asked) {
        assertThat(ledTo(ana, asked.getRawPath() + "?" + asked.getRawQuery())).isEqualTo("/sign-in");
        assertThat(ana.signIn(ANA, RIGHT).path()).isEqualTo("/portal");
        var back = URI.create(ledTo(ana, "/portal/go-on"));
        return says(back.getRawPath() + "?" + back.getRawQuery());
    }

    private JsonNode says(String page, JsonNode token) {
        return says(page + URLEncoder.encode(token.asString(), UTF_8));
    }

    private JsonNode says(String page) {
        var answer = there.open(page);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private void refused(String page, JsonNode token, String error) {
        var answer = there.open(page + URLEncoder.encode(token.asString(), UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).at("/error").asString()).isEqualTo(error);
    }
}
