package org.regain.secret;

import com.google.crypto.tink.prf.Prf;
import com.google.crypto.tink.prf.PrfSet;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.stream.Collectors;

final class TinkPepper implements Pepper {

    private static final int TAG_BYTES = 32;

    private final String primary;
    private final Map<String, Prf> keys;

    TinkPepper(PrfSet keys) throws GeneralSecurityException {
        this.primary = Integer.toUnsignedString(keys.getPrimaryId());
        this.keys = keys.getPrfs().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        key -> Integer.toUnsignedString(key.getKey()), Map.Entry::getValue));
    }

    @Override
    public String keyId() {
        return primary;
    }

    @Override
    public byte[] apply(String keyId, byte[] tag) {
        Prf key = keys.get(keyId);
        if (key == null) {
            throw new KeyMissing(
                    "The keys file has no pepper key %s: the password was stored with other keys".formatted(keyId));
        }
        try {
            return key.compute(tag, TAG_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 failed", e);
        }
    }
}
