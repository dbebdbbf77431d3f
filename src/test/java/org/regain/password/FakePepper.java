package org.regain.password;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.regain.secret.KeyMissing;
import org.regain.secret.Pepper;

/// Pepper keys in memory, the last of which is the primary one; a key is made of its own id and the installation's
/// name.
record FakePepper(String installation, List<String> keyIds) implements Pepper {

    static FakePepper of(String installation, String... keyIds) {
        return new FakePepper(installation, Arrays.asList(keyIds));
    }

    @Override
    public String keyId() {
        return keyIds.getLast();
    }

    @Override
    public byte[] apply(String keyId, byte[] tag) {
        if (!keyIds.contains(keyId)) {
            throw new KeyMissing("no pepper key " + keyId);
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec((installation + keyId).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(tag);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
