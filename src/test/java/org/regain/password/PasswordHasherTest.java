package org.regain.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.account.AccountId;
import org.regain.secret.KeyMissing;
import org.regain.secret.Password;
import org.regain.trace.Trace;

class PasswordHasherTest {

    private static final HashCost COST = new HashCost(7168, 5);
    private static final AccountId ANA = new AccountId(UUID.randomUUID());

    private final PasswordHasher hasher = hasher(FakePepper.of("ours", "7"));

    @Nested
    class NistWholePassword {

        @Test
        void theLastOf1024CharactersCounts() {
            assertTellsApart("a".repeat(1023) + "b", "a".repeat(1023) + "c");
        }

        @ParameterizedTest
        @ValueSource(ints = {56, 71, 72, 73, 80, 128})
        void okta_2024_10_30_andCve_2025_22228_whatFollowsAfterAnyByteCounts(int sameBytes) {
            assertTellsApart("a".repeat(sameBytes) + "b", "a".repeat(sameBytes) + "c");
            assertTellsApart("\u00e9".repeat(sameBytes / 2) + "b", "\u00e9".repeat(sameBytes / 2) + "c");
            assertTellsApart("a".repeat(sameBytes) + "b", "a".repeat(sameBytes));
        }

        @Test
        void bcryptNul_whatFollowsAfterANulCounts() {
            assertTellsApart("pass\0AAAAAAAAAA", "pass\0BBBBBBBBBB");
            assertTellsApart("pass\0AAAAAAAAAA", "pass");
        }

        @Test
        void asvs_6_2_8_blanksAndCaseCount() {
            assertTellsApart(" correct horse ", "correct horse");
            assertTellsApart("Correct horse", "correct horse");
        }
    }

    @Nested
    class NistNormalisation {

        static Stream<Arguments> equal() {
            return Stream.of(
                    Arguments.of("contrase\u00f1a", "contrasen\u0303a"),
                    Arguments.of("\ud55c\uae00", "\u1112\u1161\u11ab\u1100\u1173\u11af"),
                    Arguments.of("\u212bngstr\u00f6m", "A\u030angstro\u0308m"));
        }

        @ParameterizedTest
        @MethodSource("equal")
        void setInOneFormItVerifiesInTheOther(String one, String other) {
            assertThat(hasher.verify(ANA, password(other), hasher.hash(ANA, password(one))))
                    .isPresent();
            assertThat(hasher.verify(ANA, password(one), hasher.hash(ANA, password(other))))
                    .isPresent();
        }

        @Test
        void fullWidthLettersStayDifferent() {
            assertTellsApart("\uff21BCDEFGHIJKLMNO", "ABCDEFGHIJKLMNO");
        }
    }

    @Nested
    class NistStorage {

        /// Of a password whose blanks were hashed as they were typed, as all were before.
        @Test
        void c16_aHashOfAPasswordWithItsOwnBlanksKeepsWorking() {
            var typed = password("seven\u00a0green\u3000bottles");
            var before = hasher.hash(ANA, typed.withOwnBlanks().orElseThrow());
            var plain = password("seven green bottles");
            assertThat(hasher.verify(ANA, typed, before)).isPresent();
            assertThat(hasher.verify(ANA, plain, before)).isEmpty();
            assertThat(hasher.verify(ANA, plain, hasher.hash(ANA, typed))).isPresent();
            assertThat(hasher.verify(ANA, typed, hasher.hash(ANA, plain))).isPresent();
        }

        @Test
        void theCostIsStored() {
            assertThat(hasher.hash(ANA, password("a")).phc())
                    .matches("\\$argon2id\\$v=19\\$m=7168,t=5,p=1,keyid=7\\$[\\w+/]{22}\\$[\\w+/]{43}");
        }

        @Test
        void noTwoHashesShareASalt() {
            assertThat(IntStream.range(0, 50).mapToObj(i -> salt(hasher.hash(ANA, password("same")))))
                    .doesNotHaveDuplicates();
        }

        @Test
        void whatLibsodiumMadeIsVerifiedAndTheOtherWayRound() {
            var sodium = new Argon2idPasswordHasher(
                    Argon2ids.here(0, new HashMemory(HashParameters.MAX_MEMORY_KIB)),
                    COST,
                    FakePepper.of("ours", "7"),
                    new SecureRandom(),
                    2,
                    Duration.ofSeconds(2),
                    Trace.NOTHING);
            Password password = password("contrase\u00f1a \ud83d\udd11");
            assertThat(sodium.verify(ANA, password, hasher.hash(ANA, password))).isPresent();
            assertThat(hasher.verify(ANA, password, sodium.hash(ANA, password))).isPresent();
            assertThat(sodium.verify(ANA, password("x"), hasher.hash(ANA, password)))
                    .isEmpty();
        }
    }

    @Nested
    class NistPepper {

        private final PasswordHash hash = hasher.hash(ANA, password("correct horse"));

        @Test
        void aDumpWithoutTheKeyVerifiesNothing() {
            assertThat(hasher(FakePepper.of("theirs", "7")).verify(ANA, password("correct horse"), hash))
                    .isEmpty();
            var tag = Argon2ids.here(0, new HashMemory(HashParameters.MAX_MEMORY_KIB))
                    .tag(password("correct horse").utf8(), Phc.parse(hash.phc()).salt(), hash.parameters());
            assertThat(HexFormat.of().formatHex(Phc.parse(hash.phc()).tag()))
                    .isNotEqualTo(HexFormat.of().formatHex(tag));
        }

        @Test
        void afterRotationTheOldKeyStillVerifiesAndSaysThatItIsOld() {
            var rotated = hasher(FakePepper.of("ours", "7", "8"));
            assertThat(rotated.verify(ANA, password("correct horse"), hash)).isPresent();
            assertThat(rotated.outdated(hash)).isTrue();
            assertThat(rotated.outdated(rotated.hash(ANA, password("correct horse"))))
                    .isFalse();
            assertThat(hasher.outdated(hash)).isFalse();
        }

        @Test
        void aLostKeyIsAFaultAndNotAWrongPassword() {
            assertThatThrownBy(() -> hasher(FakePepper.of("ours", "8")).verify(ANA, password("correct horse"), hash))
                    .isInstanceOf(KeyMissing.class);
        }

        @Test
        void movedToAnotherAccountsRowAHashVerifiesNothing() {
            var bo = new AccountId(UUID.randomUUID());
            assertThat(hasher.verify(bo, password("correct horse"), hash)).isEmpty();
        }

        @Test
        void whatShowsThatAPasswordWasSeenIsInNoRowAndItsDigestIs() throws NoSuchAlgorithmException {
            var seen = hasher.verify(ANA, password("correct horse"), hash).orElseThrow();
            assertThat(seen.bytes())
                    .hasSize(32)
                    .isNotEqualTo(Phc.parse(hash.phc()).tag());
            assertThat(MessageDigest.getInstance("SHA-256").digest(seen.bytes()))
                    .isEqualTo(Phc.parse(hash.phc()).tag());
            assertThat(seen).hasToString("SeenPassword[redacted]");
        }

        @Test
        void otherCostsAreOutdatedAndStillVerified() throws NoSuchAlgorithmException {
            for (var old : new HashParameters[] {new HashParameters(8, 1, "7"), new HashParameters(19456, 3, "7")}) {
                byte[] salt = new byte[16];
                byte[] tag = Argon2ids.here(0, new HashMemory(HashParameters.MAX_MEMORY_KIB))
                        .tag(password("a").utf8(), salt, old);
                byte[] named = ByteBuffer.allocate(48).put(tag).put(ANA.bytes()).array();
                byte[] peppered = FakePepper.of("ours", "7").apply("7", named);
                var stored = new PasswordHash(
                        new Phc(old, salt, MessageDigest.getInstance("SHA-256").digest(peppered)).text());
                assertThat(hasher.verify(ANA, password("a"), stored)).isPresent();
                assertThat(hasher.outdated(stored)).isTrue();
            }
        }
    }

    private static String salt(PasswordHash hash) {
        return HexFormat.of().formatHex(Phc.parse(hash.phc()).salt());
    }

    private void assertTellsApart(String set, String typed) {
        PasswordHash hash = hasher.hash(ANA, password(set));
        assertThat(hasher.verify(ANA, password(set), hash)).isPresent();
        assertThat(hasher.verify(ANA, password(typed), hash)).isEmpty();
    }

    private static Argon2idPasswordHasher hasher(FakePepper pepper) {
        return new Argon2idPasswordHasher(
                new BouncyCastleArgon2id(COST.memoryKib(), new HashMemory(HashParameters.MAX_MEMORY_KIB)),
                COST,
                pepper,
                new SecureRandom(),
                2,
                Duration.ofSeconds(10),
                Trace.NOTHING);
    }

    private static Password password(String typed) {
        return Password.of(typed).orElseThrow();
    }
}
