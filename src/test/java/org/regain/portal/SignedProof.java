package org.regain.portal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.net.URI;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What somebody signs to show that they hold a key (RFC 9449 § 4.2), or whatever else they put in its place: no library makes
/// such.
///
/// @param key signs, whatever the header says
record SignedProof(Map<String, Object> header, Map<String, Object> claims, ECKey key) {

    static ECKey newKey() throws Exception {
        return new ECKeyGenerator(Curve.P_256).generate();
    }

    static SignedProof by(ECKey key, String method, URI address, Instant at) {
        return new SignedProof(
                Map.of(
                        "typ",
                        "dpop+jwt",
                        "alg",
                        "ES256",
                        "jwk",
                        key.toPublicJWK().toJSONObject()),
                Map.of(
                        "jti",
                        UUID.randomUUID().toString(),
                        "htm",
                        method,
                        "htu",
                        address.toString(),
                        "iat",
                        at.getEpochSecond()),
                key);
    }

    /// @param value null: it is not there
    SignedProof head(String name, @Nullable Object value) {
        return new SignedProof(with(header, name, value), claims, key);
    }

    /// @param value null: it is not there
    SignedProof says(String name, @Nullable Object value) {
        return new SignedProof(header, with(claims, name, value), key);
    }

    SignedProof with(String token) throws Exception {
        return says("ath", encoded(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8))));
    }

    String text() throws Exception {
        return signed(json(header), json(claims));
    }

    /// As it stands, whether or not it can be read.
    String signed(String header, String claims) throws Exception {
        var said = encoded(header.getBytes(UTF_8)) + "." + encoded(claims.getBytes(UTF_8));
        var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(key.toECPrivateKey());
        signature.update(said.getBytes(UTF_8));
        return said + "." + encoded(signature.sign());
    }

    static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String json(Map<String, Object> members) {
        return JsonMapper.builder().build().writeValueAsString(members);
    }

    private static Map<String, Object> with(Map<String, Object> members, String name, @Nullable Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(members);
        if (value == null) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return changed;
    }
}
