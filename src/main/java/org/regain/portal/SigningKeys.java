package org.regain.portal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.regain.portal.KeptSigningKeys.Row;
import org.regain.secret.KeyWrap;
import org.springframework.stereotype.Component;

/// The key pairs that sign what portals are told of people. Which one signs the database is asked each time, so that all nodes change
/// over at the same moment, also when an operator has them do so at once.
@Component
class SigningKeys {

    private final KeptSigningKeys kept;
    private final KeyWrap wrap;

    /// Some kilobytes in a year. A key never changes.
    private final Map<String, JWK> opened = new ConcurrentHashMap<>();

    SigningKeys(KeptSigningKeys kept, KeyWrap wrap) {
        this.kept = kept;
        this.wrap = wrap;
    }

    /// What everybody may see.
    JWKSet published() {
        return new JWKSet(kept.published().stream().map(this::open).toList()).toPublicJWKSet();
    }

    /// The public half of one that is published.
    Optional<JWK> named(String kid) {
        return kept.published().stream()
                .filter(it -> it.kid().equals(kid))
                .map(it -> open(it).toPublicJWK())
                .findFirst();
    }

    /// One of each algorithm, with its private half.
    List<JWK> signing() {
        return kept.published().stream().filter(Row::signs).map(this::open).toList();
    }

    static byte[] context(String kid) {
        return kid.getBytes(UTF_8);
    }

    private JWK open(Row row) {
        return opened.computeIfAbsent(
                row.kid(), kid -> parse(wrap.unwrap(row.wrapped().array(), context(kid))));
    }

    private static JWK parse(byte[] json) {
        try {
            return JWK.parse(new String(json, UTF_8));
        } catch (ParseException e) {
            // Without the cause, which may quote the text.
            throw new IllegalStateException("A signing key is no JWK");
        }
    }
}
