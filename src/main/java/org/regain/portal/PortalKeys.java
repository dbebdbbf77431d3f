package org.regain.portal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The public keys by which a portal shows that it is itself, as somebody has pasted them: a JWK set, or one JWK.
///
/// Source: RFC 7517; RFC 7523 § 3.
public final class PortalKeys {

    private static final int MOST = 10;
    /// What a key may be called, as `is_portal_key` has it: the name is pasted into settings of others.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._~:/+=@-]{1,200}");
    private static final int LEAST_RSA_BITS = 2048;

    private final List<JWK> keys;

    private PortalKeys(List<JWK> keys) {
        this.keys = List.copyOf(keys);
    }

    /// Empty where a key is private, is none that can sign by an algorithm we take, or has the name of another. A key without a name
    /// gets its thumbprint.
    public static Optional<PortalKeys> of(String pasted) {
        try {
            var parsed = pasted.contains("\"keys\"") ? JWKSet.parse(pasted).getKeys() : List.of(JWK.parse(pasted));
            var keys = new ArrayList<JWK>();
            var names = new HashSet<String>();
            for (var one : parsed) {
                var key = plain(one);
                if (key == null || !names.add(key.getKeyID())) {
                    return Optional.empty();
                }
                keys.add(key);
            }
            return keys.isEmpty() || keys.size() > MOST ? Optional.empty() : Optional.of(new PortalKeys(keys));
        } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    public boolean isOne() {
        return keys.size() == 1;
    }

    /// The first of them, as JSON.
    public String first() {
        return keys.getFirst().toJSONString();
    }

    /// All of them as a JWK set, as JSON.
    public String set() {
        return new JWKSet(keys).toString();
    }

    /// Nothing of it but what verifies a signature.
    private static @Nullable JWK plain(JWK key) throws JOSEException {
        if (key.getKeyID() != null
                && !key.getKeyID().isBlank()
                && !NAME.matcher(key.getKeyID()).matches()) {
            return null;
        }
        if (key.isPrivate() || (key.getKeyUse() != null && !key.getKeyUse().equals(KeyUse.SIGNATURE))) {
            return null;
        }
        var name = key.getKeyID() == null || key.getKeyID().isBlank()
                ? key.computeThumbprint().toString()
                : key.getKeyID();
        return switch (key) {
            case ECKey ec
            when ec.getCurve().equals(Curve.P_256) ->
                new ECKey.Builder(ec.getCurve(), ec.getX(), ec.getY())
                        .keyID(name)
                        .keyUse(KeyUse.SIGNATURE)
                        .build();
            case RSAKey rsa
            when rsa.size() >= LEAST_RSA_BITS ->
                new RSAKey.Builder(rsa.getModulus(), rsa.getPublicExponent())
                        .keyID(name)
                        .keyUse(KeyUse.SIGNATURE)
                        .build();
            default -> null;
        };
    }
}
