package org.regain.verification;

import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import java.util.regex.Pattern;

/// Whom a passkey is made for. A browser makes and uses it here and nowhere else, which is what keeps it from being
/// phished; changing `regain.base-url` to another host therefore makes every passkey useless.
///
/// Source: WebAuthn Level 3 §§ 4 (relying party identifier), 13.4.9 (validating the origin).
///
/// @param id     the host, in lower case
/// @param origin as a browser writes it: scheme, host and port
/// @param name   for the people; authenticators may show it
public record RelyingParty(String id, String origin, String name) {

    /// What a browser takes for an IPv4 address: the last label is a number (WHATWG URL § 3.5).
    private static final Pattern ENDS_IN_A_NUMBER = Pattern.compile("(.*\\.)?(\\d+|0x[0-9a-f]*)\\.?");

    /// Whether there can be passkeys: browsers make them for a name only, not for an address.
    public boolean usable() {
        return !id.startsWith("[") && !ENDS_IN_A_NUMBER.matcher(id).matches();
    }

    /// What a browser's answer has to be about. No other page may embed ours, so no `topOrigin` is expected.
    ServerProperty expecting(byte[] challenge) {
        return ServerProperty.builder()
                .origin(Origin.create(origin))
                .rpId(id)
                .challenge(new DefaultChallenge(challenge))
                .build();
    }
}
