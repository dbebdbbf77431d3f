package org.regain.portal;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which key a token serves with alone, as the standards write it.
///
/// Source: RFC 7800 § 3.1; RFC 9449 § 6.
///
/// @param key its thumbprint (RFC 7638)
record BoundTo(String key) {

    static final String CLAIM = "cnf";
    private static final String THUMBPRINT = "jkt";

    Map<String, Object> claim() {
        return Map.of(THUMBPRINT, key);
    }

    /// The key that the claims of a token name; null: it serves whoever has it.
    static @Nullable String of(@Nullable Map<String, Object> claims) {
        return claims != null
                        && claims.get(CLAIM) instanceof Map<?, ?> bound
                        && bound.get(THUMBPRINT) instanceof String key
                ? key
                : null;
    }
}
