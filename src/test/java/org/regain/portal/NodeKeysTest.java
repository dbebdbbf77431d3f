package org.regain.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.regain.support.Needs;
import tools.jackson.databind.JsonNode;

/// openid-client with a key that it binds its tokens to (DPoP), which it does wherever it is announced.
@Needs(
        value = {NodePortal.PROGRAM, NodePortal.LIBRARY},
        by = "Node.js, and `npm ci --ignore-scripts` in src/test/node")
class NodeKeysTest extends NodeScene {

    @ParameterizedTest
    @CsvSource({SECRET + ",0", "'',-30", "'',30", APP + ",0"})
    void whatItGetsServesWithItsKeyAlone(String secret, int ahead) throws Exception {
        starts(secret, ahead);
        assertThat(JSON.readTree(there.open("/metadata").body())
                        .at("/dpop_signing_alg_values_supported/0")
                        .asString())
                .isEqualTo("ES256");
        var arrived = arrivesBy(ledAway("/?key"));
        assertThat(arrived.at("/type").asString()).isEqualTo("dpop");
        assertThat(who(arrived, arrived).at("/email").asString()).isEqualTo(ANA);
        var next = says("/refresh?token=", arrived.at("/refresh"));
        assertThat(next.at("/type").asString()).isEqualTo("dpop");
        assertThat(who(arrived, next).at("/email").asString()).isEqualTo(ANA);
        assertThat(portal.userInfo(new BearerAccessToken(next.at("/access").asString()))
                        .getStatusCode())
                .as("without the key")
                .isEqualTo(401);
    }

    @Test
    void itIsToldThatItsTokenIsBound() throws Exception {
        starts(SECRET, 0);
        var arrived = arrivesBy(ledAway("/?key"));
        var said = says("/introspect?token=", arrived.at("/access"));
        assertThat(said.at("/token_type").asString()).isEqualTo("DPoP");
        assertThat(said.at("/cnf/jkt").asString()).hasSize(43);
    }

    /// A portal that shows otherwise who it is goes on with another; an app does not.
    @ParameterizedTest
    @CsvSource({SECRET + ",true", APP + ",false"})
    void itTakesAnotherKey(String secret, boolean goesOn) throws Exception {
        starts(secret, 0);
        var arrived = arrivesBy(ledAway("/?key"));
        says("/other-key");
        refused("/who?sub=x&token=", arrived.at("/access"), "OAUTH_WWW_AUTHENTICATE_CHALLENGE");
        if (goesOn) {
            assertThat(who(arrived, says("/refresh?token=", arrived.at("/refresh")))
                            .at("/email")
                            .asString())
                    .isEqualTo(ANA);
        } else {
            refused("/refresh?token=", arrived.at("/refresh"), "invalid_grant");
        }
    }

    private JsonNode who(JsonNode arrived, JsonNode tokens) {
        return says("/who?sub=" + arrived.at("/claims/sub").asString() + "&token=", tokens.at("/access"));
    }
}
