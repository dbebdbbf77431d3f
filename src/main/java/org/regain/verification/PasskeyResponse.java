package org.regain.verification;

import com.webauthn4j.converter.AuthenticatorDataConverter;
import com.webauthn4j.converter.CollectedClientDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.extension.authenticator.ExtensionAuthenticatorOutput;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.regain.verification.PasskeyFault.Found;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.cbor.CBORMapper;

/// What a browser sent: the JSON of a `PublicKeyCredential`, of which only what a ceremony needs is read. Each method
/// throws whatever it likes at bytes that are not what they should be; the ceremony turns it into a [PasskeyFault].
///
/// Source: WebAuthn Level 3 § 5.1.9 (`RegistrationResponseJSON`, `AuthenticationResponseJSON`).
final class PasskeyResponse {

    private static final int LARGEST = 16 * 1024;
    private static final int LONGEST_ID = 1023;

    /// Strict, so that nothing can be read in two ways.
    static final ObjectConverter CONVERTER = new ObjectConverter(
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build(),
            CBORMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build());

    private final byte[] id;
    private final JsonNode response;

    private PasskeyResponse(byte[] id, JsonNode response) {
        this.id = id;
        this.response = response;
    }

    static PasskeyResponse read(String json) {
        if (json.length() > LARGEST) {
            throw new Found(PasskeyFault.TOO_LARGE);
        }
        JsonNode root = CONVERTER.getJsonMapper().readTree(json);
        byte[] id = bytes(root, "id");
        if (!"public-key".equals(root.path("type").asString("")) || !Arrays.equals(id, bytes(root, "rawId"))) {
            throw new Found(PasskeyFault.MALFORMED);
        }
        if (id.length == 0 || id.length > LONGEST_ID) {
            throw new Found(PasskeyFault.CREDENTIAL);
        }
        return new PasskeyResponse(id, root.path("response"));
    }

    byte[] id() {
        return id;
    }

    byte[] clientDataJson() {
        return bytes(response, "clientDataJSON");
    }

    /// The client data, once its origin was found to be ours to the letter. The library compares URLs, and so would
    /// overlook a path or a user.
    CollectedClientData clientData(RelyingParty site) {
        if (!said("origin").asString("").equals(site.origin())) {
            throw new Found(PasskeyFault.ORIGIN);
        }
        return Objects.requireNonNull(new CollectedClientDataConverter(CONVERTER).convert(clientDataJson()));
    }

    byte[] challenge() {
        return Base64.getUrlDecoder().decode(said("challenge").stringValue());
    }

    private JsonNode said(String name) {
        return CONVERTER.getJsonMapper().readTree(clientDataJson()).path(name);
    }

    /// The authenticator data out of an attestation object.
    ///
    /// The statement beside it is not read. We ask for none, and one that comes uninvited proves nothing to us: there is
    /// no list of makers we would believe.
    byte[] attestedData() {
        JsonNode object = CONVERTER.getCborMapper().readTree(bytes(response, "attestationObject"));
        return object.required("authData").binaryValue();
    }

    byte[] attestationObject() {
        return bytes(response, "attestationObject");
    }

    byte[] authenticatorData() {
        return bytes(response, "authenticatorData");
    }

    byte[] signature() {
        return bytes(response, "signature");
    }

    /// Whose the authenticator says the passkey is; null where it does not say.
    byte @Nullable [] userHandle() {
        return response.hasNonNull("userHandle") ? bytes(response, "userHandle") : null;
    }

    /// As [Created.Key] has them. The rest is left out, as browsers of another age may send what none has heard of.
    List<String> transports() {
        return response.path("transports")
                .valueStream()
                .map(one -> one.asString(""))
                .filter(one -> one.matches("[a-z-]{1,16}"))
                .distinct()
                .sorted()
                .limit(8)
                .toList();
    }

    static <T extends ExtensionAuthenticatorOutput> AuthenticatorData<T> parsed(byte[] authenticatorData) {
        return new AuthenticatorDataConverter(CONVERTER).convert(authenticatorData);
    }

    private static byte[] bytes(JsonNode parent, String name) {
        return Base64.getUrlDecoder().decode(parent.required(name).stringValue());
    }
}
