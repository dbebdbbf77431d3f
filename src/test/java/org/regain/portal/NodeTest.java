package org.regain.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.support.Needs;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/// openid-client, the library of most portals that are made with Node.js. It pushes its requests, and reads each answer strictly.
@Needs(
        value = {NodePortal.PROGRAM, NodePortal.LIBRARY},
        by = "Node.js, and `npm ci --ignore-scripts` in src/test/node")
class NodeTest extends NodeScene {

    @Autowired
    private RotateSigningKeys rotate;

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

    /// With what was signed before, too; and it takes nobody's clock to be right.
    @ParameterizedTest
    @ValueSource(ints = {-30, 30})
    void newKeysSignFromOneMomentToTheNextAndItGoesOn(int ahead) throws Exception {
        starts("", ahead);
        var first = arrivesBy(ledAway("/"));
        rotate.atOnce(false);
        assertThat(signedWith(says("/refresh?token=", first.at("/refresh")))).isNotEqualTo(signedWith(first));
        var here = ana;
        ana = somebody();
        arrivesBy(ledAway("/"));
        var away = ledAway("/sign-out?token=" + first.at("/id").asString());
        assertThat(ledTo(here, away.getRawPath() + "?" + away.getRawQuery())).isEqualTo(address + "/bye");
        assertThat(here.browser.get("/").path()).isEqualTo("/sign-in");
    }

    /// It fetches no keys anew within a minute, and needs none: it knows the next ones a day before.
    @Test
    void whenKeysAreDueItKnowsTheNextAlready() throws Exception {
        rotate.atOnce(true);
        makeKeys("signs_from - interval '90 days'");
        rotate.whatIsDue();
        makeKeys("case when signs_from > regain.now() then regain.now() + interval '3 minutes' else signs_from end");
        starts(SECRET, 0);
        says("/strict");
        var first = arrivesBy(ledAway("/"));
        clock.advance(Duration.ofMinutes(4));
        var asked = ledAway("/");
        var back = URI.create(ledTo(ana, asked.getRawPath() + "?" + asked.getRawQuery()));
        assertThat(signedWith(says(back.getRawPath() + "?" + back.getRawQuery())))
                .isNotEqualTo(signedWith(first));
    }

    /// Its clock and that of the keys go apart otherwise.
    private void makeKeys(String signFrom) {
        people.run(sql ->
                sql.sql("update signing_key set signs_from = " + signFrom).update());
    }

    private static String signedWith(JsonNode tokens) throws Exception {
        return SignedJWT.parse(tokens.at("/id").asString()).getHeader().getKeyID();
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
}
