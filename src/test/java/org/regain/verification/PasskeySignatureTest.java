package org.regain.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.regain.support.SoftAuthenticator;
import org.regain.support.SoftAuthenticator.Kind;
import org.regain.support.SoftAuthenticator.Words;

/// What a passkey signed: by its own key, and nothing but that. Source: WebAuthn Level 3 § 7.2.
class PasskeySignatureTest {

    private final PasskeyScene scene = new PasskeyScene(Kind.ES256);
    private final StoredPasskey key = scene.stored();

    @Nested
    class IsWrong {

        @Test
        void fromAnotherPasskey() {
            var other = new PasskeyScene(Kind.ES256).stored();
            var sameIdOtherKey =
                    new StoredPasskey(new UUID(7, 7), key.account(), key.credentialId(), other.publicKey(), 1, true);

            assertThat(scene.asserted(other, _ -> {})).isEqualTo(new Asserted.Wrong(PasskeyFault.CREDENTIAL));
            assertThat(scene.asserted(sameIdOtherKey, _ -> {})).isEqualTo(new Asserted.Wrong(PasskeyFault.SIGNATURE));
        }

        @ParameterizedTest
        @EnumSource
        void signedForAKeyOfAnotherKind(Kind kind) {
            var other = new PasskeyScene(kind).stored();
            var mixed =
                    new StoredPasskey(new UUID(7, 7), key.account(), key.credentialId(), other.publicKey(), 1, true);

            assertThat(scene.asserted(mixed, _ -> {})).isEqualTo(new Asserted.Wrong(PasskeyFault.SIGNATURE));
        }

        @Test
        void withASignatureOverOtherBytes() {
            wrong(PasskeyFault.SIGNATURE, it -> it.sentData = data -> with(data, 36, 77));
            wrong(PasskeyFault.SIGNATURE, it -> it.sentClientData = json -> appended(json, ",\"more\":1}"));
        }

        @Test
        void withFlagsThatWereSetAfterSigning() {
            wrong(PasskeyFault.SIGNATURE, it -> {
                it.flags &= ~SoftAuthenticator.UV;
                it.sentData = data -> with(data, 32, it.flags | SoftAuthenticator.UV);
            });
        }

        @Test
        void withoutASignature() {
            wrong(PasskeyFault.SIGNATURE, it -> it.sentSignature = _ -> new byte[0]);
        }

        /// CVE-2022-21449: an ECDSA signature of two zeros was right for every key.
        @Test
        void withASignatureOfZeros() {
            wrong(PasskeyFault.SIGNATURE, it -> it.sentSignature = _ -> new byte[] {0x30, 6, 2, 1, 0, 2, 1, 0});
        }

        private void wrong(PasskeyFault why, Consumer<Words> lie) {
            assertThat(scene.asserted(key, lie)).isEqualTo(new Asserted.Wrong(why));
        }
    }

    private static byte[] with(byte[] bytes, int at, int value) {
        bytes[at] = (byte) value;
        return bytes;
    }

    private static byte[] appended(byte[] json, String instead) {
        String text = new String(json, StandardCharsets.UTF_8);
        return (text.substring(0, text.length() - 1) + instead).getBytes(StandardCharsets.UTF_8);
    }
}
