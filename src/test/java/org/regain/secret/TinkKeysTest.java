package org.regain.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.config.TinkConfig2026;
import com.google.crypto.tink.hybrid.HpkeParameters;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TinkKeysTest {

    private final Keys keys = Keys.generate();

    @Nested
    class AMac {

        private final Macs macs = macs();

        private Macs macs() {
            try {
                return keys.toMacs();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @ParameterizedTest
        @EnumSource
        void madeForOnePurposeServesNoOther(MacPurpose purpose) {
            byte[] mac = macs.mac(purpose, bytes("12345678"));
            assertThat(mac).hasSize(32).isEqualTo(macs.mac(purpose, bytes("12345678")));
            for (MacPurpose other : MacPurpose.values()) {
                assertThat(Arrays.equals(mac, macs.mac(other, bytes("12345678"))))
                        .isEqualTo(other == purpose);
            }
        }

        @Test
        void tellsWhereOnePartEndsAndTheNextBegins() {
            byte[] mac = macs.mac(MacPurpose.NAME, bytes("ab"), bytes("c"));
            assertThat(mac)
                    .isNotEqualTo(macs.mac(MacPurpose.NAME, bytes("a"), bytes("bc")))
                    .isNotEqualTo(macs.mac(MacPurpose.NAME, bytes("abc")))
                    .isNotEqualTo(macs.mac(MacPurpose.NAME, bytes("c"), bytes("ab")))
                    .isNotEqualTo(macs.mac(MacPurpose.NAME, bytes("ab"), bytes("c"), bytes("")));
        }

        @Test
        void cannotBeMadeWithOtherKeys() throws GeneralSecurityException {
            assertThat(macs.mac(MacPurpose.NAME, bytes("a")))
                    .isNotEqualTo(Keys.generate().toMacs().mac(MacPurpose.NAME, bytes("a")));
        }
    }

    @Nested
    class ASealedMessage {

        private final byte[] row = bytes("row 1");

        @Test
        void isOpenedInItsOwnContextOnly() throws GeneralSecurityException {
            byte[] sealed = keys.toSealer().seal(bytes("code 12345678"), row);
            assertThat(keys.toOpener().open(sealed, row)).isEqualTo(bytes("code 12345678"));
            assertThatThrownBy(() -> keys.toOpener().open(sealed, bytes("row 2")))
                    .isInstanceOf(GeneralSecurityException.class);
        }

        /// It is sealed by one library and opened by another.
        @ParameterizedTest
        @ValueSource(ints = {0, 1, 15, 16, 17, 4096, 1 << 20})
        void isOpenedWhateverItsLength(int length) throws GeneralSecurityException {
            byte[] plain = new byte[length];
            Arrays.fill(plain, (byte) 7);
            byte[] sealed = keys.toSealer().seal(plain, new byte[0]);
            assertThat(sealed).hasSize(5 + 32 + length + 16);
            assertThat(keys.toOpener().open(sealed, new byte[0])).isEqualTo(plain);
        }

        @Test
        void isOpenedWhereTinkSealedIt() throws GeneralSecurityException {
            byte[] sealed = keys.sealing()
                    .getPublicKeysetHandle()
                    .getPrimitive(TinkConfig2026.get(), HybridEncrypt.class)
                    .encrypt(bytes("of an earlier release"), row);
            assertThat(keys.toOpener().open(sealed, row)).isEqualTo(bytes("of an earlier release"));
        }

        @Test
        void isOfNoOtherSuite() throws GeneralSecurityException {
            KeysetHandle other = KeysetHandle.generateNew(
                    HpkeParameters.builder()
                            .setVariant(HpkeParameters.Variant.TINK)
                            .setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
                            .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
                            .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
                            .build(),
                    TinkConfig2026.get());
            assertThatThrownBy(() -> new Keys(keys.macs(), keys.pepper(), other, keys.wrapping()))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void isNotOpenedAfterAnyByteChanged() throws GeneralSecurityException {
            byte[] sealed = keys.toSealer().seal(bytes("code 12345678"), row);
            for (int i = 0; i < sealed.length; i++) {
                byte[] changed = sealed.clone();
                changed[i] ^= 1;
                assertThatThrownBy(() -> keys.toOpener().open(changed, row))
                        .isInstanceOf(GeneralSecurityException.class);
            }
        }

        @Test
        void differsEachTimeAndShowsNothing() throws GeneralSecurityException {
            Sealer sealer = keys.toSealer();
            byte[] sealed = sealer.seal(bytes("code 12345678"), row);
            assertThat(sealed).isNotEqualTo(sealer.seal(bytes("code 12345678"), row));
            assertThat(HexFormat.of().formatHex(sealed))
                    .doesNotContain(HexFormat.of().formatHex(bytes("12345678")));
        }

        @Test
        void isNotOpenedByWhoCanOnlySeal() throws GeneralSecurityException {
            byte[] sealed = keys.toSealer().seal(bytes("code 12345678"), row);
            assertThat(keys.toSealer()).isNotInstanceOf(Opener.class);
            assertThatThrownBy(() -> Keys.generate().toOpener().open(sealed, row))
                    .isInstanceOf(GeneralSecurityException.class);
        }
    }

    @Nested
    class AWrappedKey {

        private final byte[] name = bytes("key 1");

        @Test
        void isUnwrappedAsWhatItIsAndByTheSameKeysAlone() throws GeneralSecurityException {
            KeyWrap wrap = keys.toKeyWrap();
            byte[] wrapped = wrap.wrap(bytes("a private key"), name);
            assertThat(wrap.unwrap(wrapped, name)).isEqualTo(bytes("a private key"));
            assertThat(new String(wrapped, UTF_8)).doesNotContain("private");
            assertThatThrownBy(() -> wrap.unwrap(wrapped, bytes("key 2"))).isInstanceOf(KeyMissing.class);
            assertThatThrownBy(() -> Keys.generate().toKeyWrap().unwrap(wrapped, name))
                    .isInstanceOf(KeyMissing.class);
        }

        @Test
        void isNotUnwrappedAfterAnyByteChanged() throws GeneralSecurityException {
            KeyWrap wrap = keys.toKeyWrap();
            byte[] wrapped = wrap.wrap(bytes("a private key"), name);
            for (int i = 0; i < wrapped.length; i++) {
                byte[] changed = wrapped.clone();
                changed[i] ^= 1;
                assertThatThrownBy(() -> wrap.unwrap(changed, name)).isInstanceOf(KeyMissing.class);
            }
        }
    }

    @Nested
    class ThePepper {

        @Test
        void refusesAKeyThatTheFileHasNot() throws GeneralSecurityException {
            assertThatThrownBy(() -> keys.toPepper().apply("1", new byte[32]))
                    .isInstanceOf(KeyMissing.class)
                    .hasMessageContaining("no pepper key 1");
        }

        @Test
        void changesEveryTag() throws GeneralSecurityException {
            Pepper pepper = keys.toPepper();
            assertThat(pepper.apply(pepper.keyId(), new byte[32]))
                    .hasSize(32)
                    .isNotEqualTo(new byte[32])
                    .isNotEqualTo(pepper.apply(pepper.keyId(), new byte[31]));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
