package org.regain.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An authenticator with one passkey, and the browser before it, in software: it answers options with the JSON that a
/// browser posts, and each word of its answer can be made a lie ([Words]).
public final class SoftAuthenticator {

    /// How it signs.
    public enum Kind {
        ES256("EC", 256, "SHA256withECDSA"),
        EDDSA("Ed25519", 255, "Ed25519"),
        RS256("RSA", 2048, "SHA256withRSA");

        final String key;
        final int bits;
        final String signature;

        Kind(String key, int bits, String signature) {
            this.key = key;
            this.bits = bits;
            this.signature = signature;
        }
    }

    /// The flags of authenticator data (WebAuthn Level 3 § 6.1).
    public static final int UP = 1, UV = 4, BE = 8, BS = 16, AT = 64;

    private static final JsonMapper JSON = new JsonMapper();

    private final String origin;
    private final SoftKey key;
    private final byte[] credentialId = new byte[32];
    private byte[] userHandle = new byte[0];
    private int count = 1;

    /// @param origin of the page that it is used on
    public SoftAuthenticator(Kind kind, String origin) {
        this.origin = origin;
        this.key = new SoftKey(kind);
        new SecureRandom().nextBytes(credentialId);
    }

    /// What is about to be said; a test may change each field.
    public static final class Words {
        public String id = "";
        public String credentialType = "public-key";
        public Map<String, Object> clientData = new LinkedHashMap<>();
        public String rpId = "";
        public int flags = UP | UV | BE | BS;
        public int count;
        public byte @Nullable [] userHandle;
        public String format = "none";
        public Object statement = Map.of();
        public Map<Object, Object> coseKey = new LinkedHashMap<>();
        /// Made to the authenticator data before it is signed.
        public UnaryOperator<byte[]> data = UnaryOperator.identity();
        /// Made to what is sent, after it was signed.
        public UnaryOperator<byte[]> sentData = UnaryOperator.identity();
        public UnaryOperator<byte[]> sentClientData = UnaryOperator.identity();
        public UnaryOperator<byte[]> sentSignature = UnaryOperator.identity();
        public UnaryOperator<byte[]> sentObject = UnaryOperator.identity();
    }

    /// The `RegistrationResponseJSON` to these options.
    public String create(String options, Consumer<Words> lie) {
        JsonNode asked = JSON.readTree(options);
        userHandle = Base64.getUrlDecoder().decode(asked.at("/user/id").stringValue());
        Words words = words("webauthn.create", asked, asked.at("/rp/id").stringValue());
        words.flags |= AT;
        lie.accept(words);
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("fmt", words.format);
        object.put("attStmt", words.statement);
        byte[] data = words.data.apply(data(words));
        object.put("authData", words.sentData.apply(data));
        Map<String, Object> response = response(words);
        response.put("attestationObject", text(words.sentObject.apply(Cbor.of(object))));
        response.put("transports", new String[] {"internal", "hybrid"});
        return json(words, response);
    }

    public String create(String options) {
        return create(options, _ -> {});
    }

    /// The `AuthenticationResponseJSON` to these options; counts up, as some authenticators do.
    public String get(String options, Consumer<Words> lie) {
        JsonNode asked = JSON.readTree(options);
        Words words = words("webauthn.get", asked, asked.path("rpId").stringValue());
        words.count = ++count;
        words.userHandle = userHandle;
        lie.accept(words);
        byte[] data = words.data.apply(data(words));
        byte[] signature = key.sign(data, sha256(clientData(words)));
        Map<String, Object> response = response(words);
        response.put("authenticatorData", text(words.sentData.apply(data)));
        response.put("signature", text(words.sentSignature.apply(signature)));
        if (words.userHandle != null) {
            response.put("userHandle", text(words.userHandle));
        }
        return json(words, response);
    }

    public String get(String options) {
        return get(options, _ -> {});
    }

    public byte[] credentialId() {
        return credentialId.clone();
    }

    /// PKCS #8; no real one gives it away.
    byte[] privateKey() {
        return key.pkcs8();
    }

    /// Whose passkey it made.
    byte[] userHandle() {
        return userHandle.clone();
    }

    /// As of its last use.
    int count() {
        return count;
    }

    private Words words(String type, JsonNode asked, String rpId) {
        Words words = new Words();
        words.id = text(credentialId);
        words.clientData.put("type", type);
        words.clientData.put("challenge", asked.path("challenge").stringValue());
        words.clientData.put("origin", origin);
        words.clientData.put("crossOrigin", false);
        words.coseKey = key.cose();
        words.rpId = rpId;
        words.count = count;
        return words;
    }

    private byte[] data(Words words) {
        byte[] attested = (words.flags & AT) == 0 ? new byte[0] : attested(words);
        return ByteBuffer.allocate(37 + attested.length)
                .put(sha256(words.rpId.getBytes(UTF_8)))
                .put((byte) words.flags)
                .putInt(words.count)
                .put(attested)
                .array();
    }

    private byte[] attested(Words words) {
        byte[] key = Cbor.of(words.coseKey);
        return ByteBuffer.allocate(16 + 2 + credentialId.length + key.length)
                .put(new byte[16])
                .putShort((short) credentialId.length)
                .put(credentialId)
                .put(key)
                .array();
    }

    private static byte[] clientData(Words words) {
        return JSON.writeValueAsBytes(words.clientData);
    }

    private static Map<String, Object> response(Words words) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("clientDataJSON", text(words.sentClientData.apply(clientData(words))));
        return response;
    }

    private static String json(Words words, Map<String, Object> response) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("id", words.id);
        all.put("rawId", words.id);
        all.put("type", words.credentialType);
        all.put("authenticatorAttachment", "platform");
        all.put("clientExtensionResults", Map.of());
        all.put("response", response);
        return JSON.writeValueAsString(all);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
