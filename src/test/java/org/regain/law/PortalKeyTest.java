package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the law takes for a portal's key, and what it calls it.
class PortalKeyTest extends PortalLawScene {

    PortalKeyTest() throws SQLException {}

    /// Whoever approves compares that, and not a name that the proposer chose.
    @Test
    void aKeyIsToldByItsThumbprint() throws Exception {
        for (JWK key : List.of(
                new ECKeyGenerator(Curve.P_256).keyID("K").generate(),
                new RSAKeyGenerator(2048).keyID("K").generate())) {
            assertThat(court.root
                            .sql("select portal_change_text('KEY', ?)")
                            .param(key.toPublicJWK().toJSONString())
                            .query(String.class)
                            .single())
                    .isEqualTo("KEY K " + key.computeThumbprint());
        }
    }

    @Test
    void itIsThePublicHalfOfOneThatSigns() throws Exception {
        var key = new ECKeyGenerator(Curve.P_256).keyID("K").generate();
        assertThat(isKey(key.toPublicJWK().toJSONString())).isTrue();
        assertThat(isKey(key.toJSONString())).as("with its private half").isFalse();
        assertThat(isKey("{\"kty\": \"oct\", \"k\": \"AQ\", \"kid\": \"K\"}")).isFalse();
    }

    /// Its name is pasted into the settings of others, and names it in a form.
    @ParameterizedTest
    @ValueSource(strings = {"", "a'b", "a\"b", "a b", "a\nb", "<b>", "`id`", "é"})
    void itsNameIsPlain(String name) throws Exception {
        var key = new ECKeyGenerator(Curve.P_256).keyID(name).generate();
        assertThat(isKey(key.toPublicJWK().toJSONString())).isFalse();
    }

    private boolean isKey(String json) {
        return court.ask("select is_portal_key(?::jsonb)", json);
    }
}
