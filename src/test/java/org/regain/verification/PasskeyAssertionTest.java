package org.regain.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.support.SoftAuthenticator;
import org.regain.support.SoftAuthenticator.Kind;
import org.regain.support.SoftAuthenticator.Words;
import tools.jackson.databind.json.JsonMapper;

/// Using a passkey: what is asked, what is believed. Source: WebAuthn Level 3 § 7.2.
class PasskeyAssertionTest {

    private final PasskeyScene scene = new PasskeyScene(Kind.ES256);
    private final StoredPasskey key = scene.stored();

    @Test
    void theOptionsAreTheSameForEverybody() {
        byte[] challenge = {1, 2, 3};

        assertThat(new JsonMapper().readTree(scene.assertion.options(challenge)))
                .isEqualTo(new JsonMapper().readTree("""
                        {"challenge": "AQID", "timeout": 300000, "rpId": "id.regain.example", "allowCredentials": [],
                         "userVerification": "required"}
                        """));
    }

    @ParameterizedTest
    @EnumSource
    void aPasskeyOfEachKindIsRight(Kind kind) {
        var scene = new PasskeyScene(kind);

        assertThat(scene.asserted(scene.stored(), _ -> {})).isEqualTo(new Asserted.Right(2, true));
    }

    @Test
    void whetherItIsBackedUpMayChange() {
        assertThat(scene.asserted(key, it -> it.flags &= ~SoftAuthenticator.BS))
                .isEqualTo(new Asserted.Right(2, false));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 1", "5, 6", "5, 2000000000"})
    void aCounterThatCountsOrNeverDidIsRight(int stored, int sent) {
        assertThat(scene.asserted(counted(stored), it -> it.count = sent)).isEqualTo(new Asserted.Right(sent, true));
    }

    @Test
    void anAnswerSaysWhichPasskeyItIsFromAndWhatItAnswers() {
        String answer = scene.hers.get(scene.assertion.options(scene.challenge));

        assertThat(scene.assertion.credentialId(answer)).contains(key.credentialId());
        assertThat(scene.assertion.challenge(answer)).contains(scene.challenge);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"id\":\"*\",\"rawId\":\"*\",\"type\":\"public-key\"}",
                "{\"id\":\"AQID\",\"rawId\":\"AQIE\",\"type\":\"public-key\"}",
                "{\"id\":\"\",\"rawId\":\"\",\"type\":\"public-key\"}"
            })
    void whatIsNoAnswerSaysNothing(String json) {
        assertThat(scene.assertion.credentialId(json)).isEmpty();
        assertThat(scene.assertion.challenge(json)).isEmpty();
        assertThat(scene.assertion.asserted(scene.challenge, json, key)).isInstanceOf(Asserted.Wrong.class);
    }

    @Nested
    class IsWrong {

        @Test
        void forAnotherChallenge() {
            String answer = scene.hers.get(scene.assertion.options(PasskeyScene.random(32)));
            assertThat(scene.assertion.asserted(scene.challenge, answer, key))
                    .isEqualTo(new Asserted.Wrong(PasskeyFault.CHALLENGE));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://id.regain.example",
                    "https://id.regain.example:8443",
                    "https://evil.id.regain.example",
                    "https://regain.example",
                    "https://id.regain.example/path",
                    "https://user@id.regain.example",
                    "null",
                    ""
                })
        void onAnotherOrigin(String origin) {
            wrong(PasskeyFault.ORIGIN, it -> it.clientData.put("origin", origin));
        }

        @Test
        void withoutAnOrigin() {
            assertThat(scene.asserted(key, it -> it.clientData.remove("origin")))
                    .isInstanceOf(Asserted.Wrong.class);
        }

        @Test
        void withinAPageOfSomebodyElse() {
            wrong(PasskeyFault.CROSS_ORIGIN, it -> it.clientData.put("crossOrigin", true));
            wrong(PasskeyFault.CROSS_ORIGIN, it -> it.clientData.put("topOrigin", "https://evil.example"));
        }

        @Test
        void forAnotherRelyingParty() {
            wrong(PasskeyFault.RELYING_PARTY, it -> it.rpId = "regain.example");
        }

        @Test
        void whereNobodyWasPresent() {
            wrong(PasskeyFault.NOBODY_PRESENT, it -> it.flags &= ~SoftAuthenticator.UP);
        }

        private static final List<Consumer<Words>> FORGERIES = List.of(
                it -> it.sentSignature = bytes -> Arrays.copyOf(bytes, bytes.length - 1),
                it -> it.sentData = bytes -> {
                    bytes[36]++;
                    return bytes;
                },
                it -> it.userHandle = PasskeyScene.LI.bytes(),
                it -> it.rpId = "regain.example",
                it -> it.flags &= ~SoftAuthenticator.UP,
                it -> it.count = 1,
                it -> it.clientData.put("origin", "https://regain.example"));

        @Test
        void whereNobodyWasVerified() {
            unusable(PasskeyFault.NOBODY_VERIFIED, key, it -> it.flags &= ~SoftAuthenticator.UV);
        }

        @Test
        void whereACreationIsSent() {
            wrong(PasskeyFault.TYPE, it -> it.clientData.put("type", "webauthn.create"));
            assertThat(scene.assertion.asserted(scene.challenge, scene.hers.create(scene.creationOptions()), key))
                    .isInstanceOf(Asserted.Wrong.class);
        }

        @Test
        void whereItIsBackedUpThoughItCannotBe() {
            var onOneDevice =
                    new StoredPasskey(new UUID(7, 7), key.account(), key.credentialId(), key.publicKey(), 1, false);
            assertThat(scene.asserted(onOneDevice, it -> it.flags &= ~SoftAuthenticator.BE))
                    .isEqualTo(new Asserted.Wrong(PasskeyFault.BACKUP));
        }

        @Test
        void whereItIsNoLongerWhatItWasMadeAs() {
            var onOneDevice =
                    new StoredPasskey(new UUID(7, 7), key.account(), key.credentialId(), key.publicKey(), 1, false);
            unusable(PasskeyFault.BACKUP, onOneDevice, _ -> {});
            unusable(PasskeyFault.BACKUP, key, it -> it.flags &= ~(SoftAuthenticator.BE | SoftAuthenticator.BS));
        }

        /// The last is what a copy would say that hopes not to be counted.
        @ParameterizedTest
        @CsvSource({"5, 4", "5, 5", "5, 1", "5, 0"})
        void whereItsCounterGoesBackOrStands(int stored, int sent) {
            assertThat(scene.asserted(counted(stored), it -> it.count = sent))
                    .isEqualTo(new Asserted.Wrong(PasskeyFault.COUNTER));
        }

        @Test
        void asAReplayOnceTheCounterIsStored() {
            String answer = scene.hers.get(scene.assertion.options(scene.challenge));
            var first = (Asserted.Right) scene.assertion.asserted(scene.challenge, answer, key);

            assertThat(scene.assertion.asserted(scene.challenge, answer, counted((int) first.signCount())))
                    .isEqualTo(new Asserted.Wrong(PasskeyFault.COUNTER));
        }

        @Test
        void forAnotherAccount() {
            wrong(PasskeyFault.USER_HANDLE, it -> it.userHandle = PasskeyScene.LI.bytes());
            wrong(PasskeyFault.USER_HANDLE, it -> it.userHandle = new byte[0]);
        }

        @Test
        void forNoAccount() {
            wrong(PasskeyFault.USER_HANDLE, it -> it.userHandle = null);
        }

        @Test
        void withAKeyBesideIt() {
            wrong(PasskeyFault.MALFORMED, it -> it.flags |= SoftAuthenticator.AT);
        }

        @Test
        void whereItIsTooLarge() {
            wrong(PasskeyFault.TOO_LARGE, it -> it.clientData.put("more", "a".repeat(16 * 1024)));
        }

        @Test
        void whereItStopsTooEarlyOrGoesOnTooLong() {
            for (int length = 0; length < 37; length++) {
                int less = length;
                wrong(PasskeyFault.MALFORMED, it -> it.data = data -> Arrays.copyOf(data, less));
            }
            wrong(PasskeyFault.MALFORMED, it -> it.data = data -> Arrays.copyOf(data, 38));
        }

        @Test
        void whereItsKeyIsUnreadable() {
            var spoilt =
                    new StoredPasskey(new UUID(7, 7), key.account(), key.credentialId(), new byte[] {1, 2}, 1, true);
            assertThat(scene.asserted(spoilt, _ -> {})).isEqualTo(new Asserted.Wrong(PasskeyFault.MALFORMED));
        }

        /// Told why, but only by whom the passkey is.
        private void unusable(PasskeyFault why, StoredPasskey key, Consumer<Words> lie) {
            assertThat(scene.asserted(key, lie)).isEqualTo(new Asserted.Unusable(why));
            for (Consumer<Words> forgery : FORGERIES) {
                assertThat(scene.asserted(key, lie.andThen(forgery))).isInstanceOf(Asserted.Wrong.class);
            }
        }

        private void wrong(PasskeyFault why, Consumer<Words> lie) {
            assertThat(scene.asserted(key, lie)).isEqualTo(new Asserted.Wrong(why));
        }
    }

    private StoredPasskey counted(int signCount) {
        return new StoredPasskey(new UUID(7, 7), key.account(), key.credentialId(), key.publicKey(), signCount, true);
    }
}
