package org.regain.secret;

import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.DeterministicAead;
import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.config.TinkConfig2026;
import com.google.crypto.tink.daead.PredefinedDeterministicAeadParameters;
import com.google.crypto.tink.hybrid.PredefinedHybridParameters;
import com.google.crypto.tink.mac.HmacParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfSet;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The keys of one installation, and what they can do: four keysets, each of which may hold older keys beside its primary one.
///
/// @param macs a key for HMAC-SHA-256 whose tags are 32 bytes without prefix
/// @param pepper keys for HMAC-SHA-256, chosen by their id
/// @param sealing key pairs for HPKE (X25519, HKDF-SHA-256, AES-128-GCM; RFC 9180)
/// @param wrapping keys for AES-SIV (RFC 5297) that wrap the keys of which there are ever new ones; null: the file was made before
///                 there were any
record Keys(
        KeysetHandle macs,
        KeysetHandle pepper,
        KeysetHandle sealing,
        @Nullable KeysetHandle wrapping) {

    private static final Configuration TINK = TinkConfig2026.get();
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> NAMES = Set.of("macs", "pepper", "sealing", "wrapping");

    /// Files were made before portals were signed to, or with keys in them that signed.
    private static final Set<Set<String>> EARLIER =
            Set.of(Set.of("macs", "pepper", "sealing"), Set.of("macs", "pepper", "sealing", "signing"));

    Keys {
        try {
            macs.getPrimitive(TINK, Mac.class);
            pepper.getPrimitive(TINK, PrfSet.class);
            sealing.getPrimitive(TINK, HybridDecrypt.class);
            new HpkeSealer(sealing.getPublicKeysetHandle());
            if (wrapping != null) {
                wrapping.getPrimitive(TINK, DeterministicAead.class);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("A keyset is of another kind", e);
        }
    }

    static Keys generate() {
        try {
            return new Keys(
                    KeysetHandle.generateNew(
                            HmacParameters.builder()
                                    .setKeySizeBytes(32)
                                    .setTagSizeBytes(32)
                                    .setHashType(HmacParameters.HashType.SHA256)
                                    .setVariant(HmacParameters.Variant.NO_PREFIX)
                                    .build(),
                            TINK),
                    KeysetHandle.generateNew(PredefinedPrfParameters.HMAC_SHA256_PRF, TINK),
                    KeysetHandle.generateNew(PredefinedHybridParameters.HPKE_X25519_HKDF_SHA256_AES_128_GCM, TINK),
                    newWrapping());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java platform cannot make the keys", e);
        }
    }

    private static KeysetHandle newWrapping() throws GeneralSecurityException {
        return KeysetHandle.generateNew(PredefinedDeterministicAeadParameters.AES256_SIV, TINK);
    }

    /// None is missing that a node needs.
    boolean areComplete() {
        return wrapping != null;
    }

    /// With those that an earlier file has not.
    Keys completed() {
        try {
            return wrapping != null ? this : new Keys(macs, pepper, sealing, newWrapping());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java platform cannot make the keys", e);
        }
    }

    /// @throws IllegalArgumentException when this is not what [#toJson()] wrote; the message never holds any of it
    static Keys fromJson(String json) {
        try {
            JsonNode root = JSON.readTree(json);
            var names = Set.copyOf(root.propertyNames());
            if (!names.equals(NAMES) && !EARLIER.contains(names)) {
                throw new IllegalArgumentException("The keysets " + NAMES + " are expected, and no others");
            }
            return new Keys(
                    keyset(root, "macs"),
                    keyset(root, "pepper"),
                    keyset(root, "sealing"),
                    names.equals(NAMES) ? keyset(root, "wrapping") : null);
        } catch (JacksonException e) {
            // Without the cause: Jackson's message may quote the text, which is keys.
            throw new IllegalArgumentException("Not JSON");
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Not Tink keysets", e);
        }
    }

    private static KeysetHandle keyset(JsonNode root, String name) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(root.path(name).toString(), TINK, InsecureSecretKeyAccess.get());
    }

    String toJson() {
        try {
            ObjectNode root = JSON.createObjectNode();
            root.set("macs", tree(macs));
            root.set("pepper", tree(pepper));
            root.set("sealing", tree(sealing));
            if (wrapping != null) {
                root.set("wrapping", tree(wrapping));
            }
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink cannot write its own keyset", e);
        }
    }

    private static JsonNode tree(KeysetHandle keyset) throws GeneralSecurityException {
        return JSON.readTree(TinkJsonProtoKeysetFormat.serializeKeyset(keyset, TINK, InsecureSecretKeyAccess.get()));
    }

    /// By what each key is known again.
    List<Fingerprint> fingerprints() {
        try {
            return new Fingerprints(TINK).of(this);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink cannot use its own keyset", e);
        }
    }

    Macs toMacs() throws GeneralSecurityException {
        List<Mac> each = new ArrayList<>();
        for (KeysetHandle one : EachKey.of(macs)) {
            each.add(one.getPrimitive(TINK, Mac.class));
        }
        return new TinkMacs(each);
    }

    Pepper toPepper() throws GeneralSecurityException {
        return new TinkPepper(pepper.getPrimitive(TINK, PrfSet.class));
    }

    Sealer toSealer() throws GeneralSecurityException {
        return new HpkeSealer(sealing.getPublicKeysetHandle());
    }

    Opener toOpener() throws GeneralSecurityException {
        return sealing.getPrimitive(TINK, HybridDecrypt.class)::decrypt;
    }

    KeyWrap toKeyWrap() throws GeneralSecurityException {
        return new TinkKeyWrap(Objects.requireNonNull(wrapping).getPrimitive(TINK, DeterministicAead.class));
    }

    @Override
    public String toString() {
        return "Keys[redacted]";
    }
}
