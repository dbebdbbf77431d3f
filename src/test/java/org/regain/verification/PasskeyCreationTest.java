package org.regain.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.support.SoftAuthenticator;
import org.regain.support.SoftAuthenticator.Kind;
import org.regain.support.SoftAuthenticator.Words;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Making a passkey: what is asked, what is believed. Source: WebAuthn Level 3 § 7.1.
class PasskeyCreationTest {

    private final PasskeyScene scene = new PasskeyScene(Kind.ES256);

    @Test
    void theOptionsAskForAPasskeyThatVerifiesItsOwner() {
        byte[] old = {1, 2, 3};
        JsonNode options = new JsonMapper()
                .readTree(scene.creation.options(
                        scene.challenge, PasskeyScene.ANA, "ana.garcía", "Ana García", List.of(old)));

        assertThat(options.at("/rp")).isEqualTo(tree("{'id': 'id.regain.example', 'name': 'Regain'}"));
        assertThat(options.at("/user"))
                .isEqualTo(tree("{'id': 'AZPgoAAAcACAAAAAAAAAAQ', 'name': 'ana.garcía', 'displayName': 'Ana García'}"));
        assertThat(Base64.getUrlDecoder().decode(options.at("/challenge").stringValue()))
                .isEqualTo(scene.challenge);
        assertThat(options.at("/pubKeyCredParams").findValuesAsString("alg")).containsExactly("-7", "-8", "-257");
        assertThat(options.at("/authenticatorSelection"))
                .isEqualTo(tree(
                        "{'requireResidentKey': true, 'residentKey': 'required', 'userVerification': 'required'}"));
        assertThat(options.at("/attestation").stringValue()).isEqualTo("none");
        assertThat(options.at("/timeout").intValue()).isEqualTo(300_000);
        assertThat(options.at("/excludeCredentials/0/id").stringValue()).isEqualTo("AQID");
        assertThat(options.at("/excludeCredentials/0/type").stringValue()).isEqualTo("public-key");
    }

    @ParameterizedTest
    @EnumSource
    void aKeyOfEachOfferedAlgorithmIsKept(Kind kind) {
        var scene = new PasskeyScene(kind);

        Created.Key key = (Created.Key) scene.created(_ -> {});

        assertThat(key.credentialId()).isEqualTo(scene.hers.credentialId());
        assertThat(key.signCount()).isEqualTo(1);
        assertThat(key.backupEligible()).isTrue();
        assertThat(key.backedUp()).isTrue();
        assertThat(key.transports()).containsExactly("hybrid", "internal");
        assertThat(key.aaguid()).isEqualTo(new UUID(0, 0));
        assertThat(scene.asserted(PasskeyScene.stored(key), _ -> {})).isInstanceOf(Asserted.Right.class);
    }

    @Test
    void aKeyThatStaysOnItsDeviceIsKeptAsSuch() {
        Created.Key key = (Created.Key) scene.created(it -> it.flags &= ~(SoftAuthenticator.BE | SoftAuthenticator.BS));

        assertThat(key.backupEligible()).isFalse();
        assertThat(key.backedUp()).isFalse();
    }

    @Nested
    class IsRefused {

        @Test
        void forAnotherChallenge() {
            byte[] other = PasskeyScene.random(32);
            assertThat(scene.creation.created(other, scene.hers.create(scene.creationOptions())))
                    .isEqualTo(new Created.Refused(PasskeyFault.CHALLENGE));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://id.regain.example",
                    "https://id.regain.example:8443",
                    "https://id.regain.example:443",
                    "https://evil.id.regain.example",
                    "https://regain.example",
                    "https://id.regain.example.evil.example",
                    "https://id.regain.example/",
                    "https://id.regain.example/path",
                    "https://user@id.regain.example",
                    "https://ID.regain.example",
                    "android:apk-key-hash:abc",
                    "null",
                    ""
                })
        void onAnotherOrigin(String origin) {
            refused(PasskeyFault.ORIGIN, it -> it.clientData.put("origin", origin));
        }

        @Test
        void withinAPageOfSomebodyElse() {
            refused(PasskeyFault.CROSS_ORIGIN, it -> it.clientData.put("crossOrigin", true));
            refused(PasskeyFault.CROSS_ORIGIN, it -> it.clientData.put("topOrigin", PasskeyScene.SITE.origin()));
        }

        @Test
        void forAnotherRelyingParty() {
            refused(PasskeyFault.RELYING_PARTY, it -> it.rpId = "regain.example");
        }

        @Test
        void whereNobodyWasPresent() {
            refused(PasskeyFault.NOBODY_PRESENT, it -> it.flags &= ~SoftAuthenticator.UP);
        }

        @Test
        void whereNobodyWasVerified() {
            refused(PasskeyFault.NOBODY_VERIFIED, it -> it.flags &= ~SoftAuthenticator.UV);
        }

        @Test
        void whereAnAssertionIsSent() {
            refused(PasskeyFault.TYPE, it -> it.clientData.put("type", "webauthn.get"));
        }

        @Test
        void whereItIsBackedUpThoughItCannotBe() {
            refused(PasskeyFault.BACKUP, it -> it.flags &= ~SoftAuthenticator.BE);
        }

        @ParameterizedTest
        @ValueSource(ints = {-35, -36, -37, -38, -258, -65535, -47, 0, 7})
        void forAnAlgorithmThatWasNotOffered(int algorithm) {
            assertThat(scene.created(it -> it.coseKey.put(3, algorithm))).isInstanceOf(Created.Refused.class);
        }

        @Test
        void withAKeyThatDoesNotFitItsAlgorithm() {
            refused(PasskeyFault.ALGORITHM, it -> it.coseKey.put(3, -257));
            refused(PasskeyFault.ALGORITHM, it -> it.coseKey.put(-1, 2));
        }

        @Test
        void withAPointThatIsNotOnItsCurve() {
            refused(PasskeyFault.ALGORITHM, it -> it.coseKey.put(-2, new byte[32]));
        }

        @Test
        void withItsPrivateKey() {
            refused(PasskeyFault.ALGORITHM, it -> it.coseKey.put(-4, PasskeyScene.random(32)));
        }

        @ParameterizedTest
        @ValueSource(ints = {1024, 5120})
        void withAnRsaKeyThatIsTooSmallOrTooLarge(int bits) {
            byte[] modulus = PasskeyScene.random(bits / 8);
            modulus[0] |= (byte) 0x80;
            var rsa = new PasskeyScene(Kind.RS256);

            assertThat(rsa.created(it -> it.coseKey.put(-1, modulus)))
                    .isEqualTo(new Created.Refused(PasskeyFault.ALGORITHM));
        }

        @Test
        void withoutAKey() {
            refused(PasskeyFault.MALFORMED, it -> it.flags &= ~SoftAuthenticator.AT);
        }

        @Test
        void underAnotherIdThanItsOwn() {
            refused(PasskeyFault.CREDENTIAL, it -> it.id = "AQID");
        }

        @Test
        void underAnIdThatIsTooLongOrEmpty() {
            refused(PasskeyFault.CREDENTIAL, it -> it.id = "A".repeat(1366));
            refused(PasskeyFault.CREDENTIAL, it -> it.id = "");
        }

        @Test
        void ofAnotherType() {
            refused(PasskeyFault.MALFORMED, it -> it.credentialType = "password");
        }

        private void refused(PasskeyFault why, Consumer<Words> lie) {
            assertThat(scene.created(lie)).isEqualTo(new Created.Refused(why));
        }
    }

    /// We ask for no attestation, so one that comes uninvited counts as none, whether it would hold or not.
    @ParameterizedTest
    @ValueSource(
            strings = {"none", "packed", "fido-u2f", "tpm", "android-key", "android-safetynet", "apple", "compound", ""
            })
    void anAttestationOfAnyFormatCountsAsNone(String format) {
        assertThat(scene.created(it -> it.format = format)).isInstanceOf(Created.Key.class);
        assertThat(scene.created(it -> {
                    it.format = format;
                    it.statement = Map.of("alg", -7, "sig", new byte[8], "x5c", List.of(new byte[8]));
                }))
                .isInstanceOf(Created.Key.class);
    }

    private static JsonNode tree(String json) {
        return new JsonMapper().readTree(json.replace('\'', '"'));
    }
}
