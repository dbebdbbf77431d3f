package org.regain.portal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.text.ParseException;
import java.util.Collections;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.regain.settings.RegainSettings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Looks at what was signed to show that somebody holds a key: for this request, about now, and once. Whether it is about now, and
/// whether it was there before, the database says.
///
/// Source: RFC 9449 § 4.3.
@Repository
class KeyProofs {

    /// The one that every platform keeps keys for, in its own hardware too. With others strangers would choose how much there is to
    /// calculate.
    static final String ALGORITHM = "ES256";

    private static final JOSEObjectType TYPE = new JOSEObjectType("dpop+jwt");

    /// Several times what one takes.
    private static final int LONGEST = 4096;

    private final Issuer issuer;
    private final JdbcClient sql;

    KeyProofs(RegainSettings settings, JdbcClient sql) {
        this.issuer = Issuer.of(settings);
        this.sql = sql;
    }

    /// @param token the access token that it has to be made for; null: none is shown
    KeyProof of(HttpServletRequest request, @Nullable String token) {
        var sent = Collections.list(request.getHeaders(KeyProof.HEADER));
        if (sent.isEmpty()) {
            return new KeyProof.None();
        }
        if (sent.size() > 1 || sent.getFirst().length() > LONGEST) {
            return new KeyProof.Wrong();
        }
        return key(sent.getFirst(), request, token)
                .<KeyProof>map(KeyProof.Shown::new)
                .orElseGet(KeyProof.Wrong::new);
    }

    private Optional<String> key(String sent, HttpServletRequest request, @Nullable String token) {
        try {
            // Refuses a header with a private key in it.
            var proof = SignedJWT.parse(sent);
            var header = proof.getHeader();
            if (!JWSAlgorithm.ES256.equals(header.getAlgorithm())
                    || !TYPE.equals(header.getType())
                    || !(header.getJWK() instanceof ECKey key)
                    || !proof.verify(new ECDSAVerifier(key))) {
                return Optional.empty();
            }
            var said = proof.getJWTClaimsSet();
            var thumbprint = key.computeThumbprint().toString();
            return isFor(said, request) && isWith(said, token) && serves(said, thumbprint)
                    ? Optional.of(thumbprint)
                    : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    private boolean isFor(JWTClaimsSet said, HttpServletRequest request) throws ParseException {
        var address = said.getStringClaim("htu");
        return request.getMethod().equals(said.getStringClaim("htm"))
                && address != null
                && isSame(address, issuer.text() + request.getRequestURI());
    }

    /// Without what follows the path, and however the rest is written.
    private static boolean isSame(String said, String here) {
        try {
            var one = new URI(said);
            var other = new URI(here);
            return other.getScheme().equalsIgnoreCase(one.getScheme())
                    && other.getHost().equalsIgnoreCase(one.getHost())
                    && port(other) == port(one)
                    && other.getRawPath().equals(one.getRawPath());
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    private static boolean isWith(JWTClaimsSet said, @Nullable String token) throws ParseException {
        return token == null || Base64URL.encode(Hashed.of(token)).toString().equals(said.getStringClaim("ath"));
    }

    private boolean serves(JWTClaimsSet said, String key) {
        var id = said.getJWTID();
        var made = said.getIssueTime();
        return id != null
                && !id.isEmpty()
                && made != null
                && sql.sql("select take_key_proof(:hash, :made)")
                        .param("hash", Hashed.of(key + " " + id))
                        .param("made", made.toInstant().getEpochSecond())
                        .query(Boolean.class)
                        .single();
    }
}
