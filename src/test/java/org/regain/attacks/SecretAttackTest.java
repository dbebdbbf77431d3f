package org.regain.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.regain.secret.Code;
import org.regain.secret.SavedCode;
import org.regain.secret.Token;
import org.regain.support.Claimant;
import org.springframework.beans.factory.annotation.Autowired;

/// Attacks by foretelling, comparing slowly, or forging. That nothing draws from another source than the one `SecureRandom`
/// is kept by `TimeAndChanceTest.chanceIsHandedInAndIsSecure`.
class SecretAttackTest extends Attack {

    private static final int MANY = 100_000;

    @Autowired
    SecureRandom random;

    @Test
    void cve_2020_7378_tokensAreEvenAndNeverTheSame() {
        // Also CVE-2019-16303 and CVE-2026-93868: no seed, no clock.
        var seen = new HashSet<String>();
        var counts = new int[52][32];
        for (var i = 0; i < MANY; i++) {
            var text = Token.random(random).text();
            assertThat(seen.add(text)).isTrue();
            for (var at = 0; at < 51; at++) {
                counts[at]["0123456789abcdefghjkmnpqrstvwxyz".indexOf(text.charAt(at))]++;
            }
        }
        for (var at = 0; at < 51; at++) {
            // 31 degrees of freedom: 80 is passed by chance once in some 200,000 positions.
            assertThat(chiSquare(counts[at], MANY / 32.0)).isLessThan(80);
        }
    }

    @Test
    void cve_2019_16303_codesAreEvenInEachPlace() {
        var counts = new int[8][10];
        for (var i = 0; i < MANY; i++) {
            var digits = Code.random(random, 8).digits();
            for (var at = 0; at < 8; at++) {
                counts[at][digits.charAt(at) - '0']++;
            }
        }
        for (var place : counts) {
            assertThat(chiSquare(place, MANY / 10.0)).isLessThan(45);
        }
        assertThat(SavedCode.random(random).bytes()).hasSize(16);
    }

    @Test
    void ghsa_7prv_g565_82qp_thereIsOneGeneratorAndItIsTheSystems() throws IOException {
        assertThat(random.getAlgorithm()).isIn("NativePRNG", "DRBG", "Windows-PRNG", "NativePRNGNonBlocking");
        assertThat(Sources.ofMain()).noneMatch(it -> it.contains(".setSeed(") || it.contains("SHA1PRNG"));
    }

    @Test
    void timing_compare_secretsAreComparedWithoutATell() throws IOException {
        // timing-compare
        assertThat(Sources.under(Path.of("src/main/java/org/regain/secret"), ".java"))
                .noneMatch(it -> it.contains("Arrays.equals("));
        for (var type : new String[] {"Code", "SavedCode", "Token"}) {
            var source = Files.readString(Path.of("src/main/java/org/regain/secret/" + type + ".java"));
            assertThat(source).as(type).contains("MessageDigest.isEqual(");
        }
        // In the database MACs are compared, of which nobody knows what a nearly right one would be.
        assertThat(
                        count(
                                "select count(*) from information_schema.columns where table_schema = 'regain' and column_name = 'code'"))
                .isZero();
    }

    @Test
    void jwt_reset_nothingThatIsSentCarriesItsOwnTruth() throws Exception {
        // JWT-reset
        var jwt = Pattern.compile("eyJ[\\w-]+\\.|[\\w-]{20,}\\.[\\w-]{20,}\\.[\\w-]{20,}");
        var claimant = somebody();
        claimant.prove(VICTIM, "FORGOTTEN", VICTIM);
        claimant.choosePassword(NEW);
        claimant.signIn(VICTIM, NEW);
        claimant.browser
                .cookies()
                .values()
                .forEach(it -> assertThat(it).matches("[0-9a-z]{52}").doesNotMatch(jwt));
        assertThat(Claimant.textOf(mail.await(VICTIM, 2))).doesNotContainPattern(jwt);
        // One bit of another makes it nobody's.
        var cookie = claimant.browser.cookies().getOrDefault("__Host-session", "");
        var forged = (cookie.charAt(0) == '1' ? "2" : "1") + cookie.substring(1);
        claimant.browser.cookies().put("__Host-session", forged);
        assertThat(claimant.browser.get("/").path()).isEqualTo("/sign-in");
    }

    private static double chiSquare(int[] counts, double expected) {
        var sum = 0.0;
        for (var count : counts) {
            sum += (count - expected) * (count - expected) / expected;
        }
        return sum;
    }
}
