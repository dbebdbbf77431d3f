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
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/// By what a key is known again without being told: of a secret key the hash of what it makes of a fixed text, of a key pair
/// the hash of its public half. Whoever reads one learns nothing about the key, whose 256 bits are random.
final class Fingerprints {

    /// No tag of 32 bytes and no input of [TinkMacs], so nothing that is in use says the same.
    private static final byte[] TEXT = "\u007fRegain: the fingerprint of a key".getBytes(US_ASCII);

    private final Configuration tink;

    Fingerprints(Configuration tink) {
        this.tink = tink;
    }

    /// One for each key.
    List<Fingerprint> of(Keys keys) throws GeneralSecurityException {
        List<Fingerprint> all = new ArrayList<>();
        add(all, "macs", keys.macs(), one -> one.getPrimitive(tink, Mac.class).computeMac(TEXT));
        add(
                all,
                "pepper",
                keys.pepper(),
                one -> one.getPrimitive(tink, PrfSet.class).computePrimary(TEXT, 32));
        add(all, "sealing", keys.sealing(), Fingerprints::publicBytes);
        if (keys.wrapping() != null) {
            add(
                    all,
                    "wrapping",
                    keys.wrapping(),
                    one -> one.getPrimitive(tink, DeterministicAead.class).encryptDeterministically(TEXT, new byte[0]));
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

    private static void add(List<Fingerprint> all, String keyset, KeysetHandle keys, Print print)
            throws GeneralSecurityException {
        Set<Integer> waiting = EachKey.waiting(keys);
        for (KeysetHandle alone : EachKey.of(keys)) {
            byte[] bytes = MessageDigest.getInstance("SHA-256").digest(print.of(alone));
            all.add(new Fingerprint(
                    keyset,
                    HexFormat.of().formatHex(bytes),
                    !waiting.contains(alone.getPrimary().getId())));
        }
    }

    private interface Print {
        byte[] of(KeysetHandle alone) throws GeneralSecurityException;
    }
}
