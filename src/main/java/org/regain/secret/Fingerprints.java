package org.regain.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.DeterministicAead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.hybrid.HpkePrivateKey;
import com.google.crypto.tink.prf.PrfSet;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// By what a key is known again without being told: of a secret key the hash of what it makes of a fixed text, of a key pair
/// the hash of its public half. Whoever reads one learns nothing about the key, whose 256 bits are random.
final class Fingerprints {

    /// No tag of 32 bytes and no input of [TinkMacs], so nothing that is in use says the same.
    private static final byte[] TEXT = "\u007fRegain: the fingerprint of a key".getBytes(US_ASCII);

    private final Configuration tink;

    Fingerprints(Configuration tink) {
        this.tink = tink;
    }

    /// 32 bytes for each key, by the name of its keyset.
    Map<String, List<byte[]>> of(Keys keys) throws GeneralSecurityException {
        Map<String, List<byte[]>> all = new TreeMap<>();
        all.put(
                "macs",
                each(keys.macs(), one -> one.getPrimitive(tink, Mac.class).computeMac(TEXT)));
        all.put(
                "pepper",
                each(keys.pepper(), one -> one.getPrimitive(tink, PrfSet.class).computePrimary(TEXT, 32)));
        all.put("sealing", each(keys.sealing(), Fingerprints::publicBytes));
        if (keys.wrapping() != null) {
            all.put(
                    "wrapping",
                    each(
                            keys.wrapping(),
                            one -> one.getPrimitive(tink, DeterministicAead.class)
                                    .encryptDeterministically(TEXT, new byte[0])));
        }
        return all;
    }

    @AccessesPartialKey
    private static byte[] publicBytes(KeysetHandle one) throws GeneralSecurityException {
        if (one.getPrimary().getKey() instanceof HpkePrivateKey key) {
            return key.getPublicKey().getPublicKeyBytes().toByteArray();
        }
        throw new GeneralSecurityException("The sealing keys are of another kind");
    }

    private static List<byte[]> each(KeysetHandle keys, Print print) throws GeneralSecurityException {
        List<byte[]> prints = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            KeysetHandle.Entry entry = keys.getAt(i);
            KeysetHandle alone = KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.importKey(entry.getKey())
                            .withFixedId(entry.getId())
                            .makePrimary())
                    .build();
            prints.add(MessageDigest.getInstance("SHA-256").digest(print.of(alone)));
        }
        return prints;
    }

    private interface Print {
        byte[] of(KeysetHandle alone) throws GeneralSecurityException;
    }
}
