package org.regain.verification;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.regain.support.SoftAuthenticator.Kind;
import org.regain.support.SoftAuthenticator.Words;

/// Answers that were right until chance had a hand in them.
class PasskeyMutationTest {

    private static final List<BiConsumer<Words, UnaryOperator<byte[]>>> SIGNED = List.of(
            (words, change) -> words.sentData = change,
            (words, change) -> words.sentClientData = change,
            (words, change) -> words.sentSignature = change,
            (words, change) -> words.userHandle = change.apply(words.userHandle));

    @ParameterizedTest
    @EnumSource
    void aChangedAssertionIsNeverRight(Kind kind) {
        var scene = new PasskeyScene(kind);
        var key = scene.stored();
        for (int seed = 0; seed < 300; seed++) {
            var chance = new Random(seed);
            var where = SIGNED.get(seed % SIGNED.size());
            assertThat(scene.asserted(key, it -> where.accept(it, bytes -> changed(bytes, chance))))
                    .as("seed %d", seed)
                    .isInstanceOf(Asserted.Wrong.class);
        }
    }

    /// A creation is not signed, so a changed one may be right. But it is never for another question, page or site.
    @ParameterizedTest
    @EnumSource
    void aChangedCreationIsReadOrRefused(Kind kind) {
        var scene = new PasskeyScene(kind);
        for (int seed = 0; seed < 300; seed++) {
            var chance = new Random(seed);
            assertThat(scene.created(it -> it.sentObject = bytes -> changed(bytes, chance)))
                    .as("seed %d", seed)
                    .isNotNull();
            assertThat(scene.created(it -> it.sentData = bytes -> flipped(bytes, chance.nextInt(32), chance)))
                    .as("relying party, seed %d", seed)
                    .isEqualTo(new Created.Refused(PasskeyFault.RELYING_PARTY));
        }
    }

    @ParameterizedTest
    @EnumSource
    void changedJsonIsReadOrRefused(Kind kind) {
        var scene = new PasskeyScene(kind);
        var key = scene.stored();
        String created = scene.hers.create(scene.creationOptions());
        String asserted = scene.hers.get(scene.assertion.options(scene.challenge));
        for (int seed = 0; seed < 300; seed++) {
            var chance = new Random(seed);
            assertThat(scene.creation.created(scene.challenge, changed(created, chance)))
                    .isNotNull();
            assertThat(scene.assertion.asserted(scene.challenge, changed(asserted, chance), key))
                    .isNotNull();
            assertThat(scene.assertion.credentialId(changed(asserted, chance))).isNotNull();
            assertThat(scene.assertion.challenge(changed(asserted, chance))).isNotNull();
        }
    }

    private static String changed(String text, Random chance) {
        return new String(changed(text.getBytes(ISO_8859_1), chance), ISO_8859_1);
    }

    /// Always other bytes than before.
    private static byte[] changed(byte[] bytes, Random chance) {
        int at = chance.nextInt(bytes.length);
        byte[] changed = switch (chance.nextInt(4)) {
            case 0 -> flipped(bytes, at, chance);
            case 1 -> Arrays.copyOf(bytes, at);
            case 2 -> joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at + 1, bytes.length));
            default -> joined(Arrays.copyOf(bytes, at + 1), Arrays.copyOfRange(bytes, at, bytes.length));
        };
        return Arrays.equals(changed, bytes) ? flipped(bytes, at, chance) : changed;
    }

    private static byte[] flipped(byte[] bytes, int at, Random chance) {
        byte[] changed = bytes.clone();
        changed[at] ^= (byte) (1 << chance.nextInt(8));
        return changed;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(first);
        all.writeBytes(second);
        return all.toByteArray();
    }
}
