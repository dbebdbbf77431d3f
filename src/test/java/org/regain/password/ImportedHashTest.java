package org.regain.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.password.ImportedHash.Fault;
import org.regain.password.ImportedHash.Reading;
import org.regain.secret.Password;
import org.regain.trace.Trace;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;

/// Hashes that other programs made: bcrypt by libxcrypt, PBKDF2 and salted SHA by Python's hashlib, Argon2id by the command
/// `argon2` of its authors, and each of Spring Security's by itself.
@Order(1)
class ImportedHashTest {

    private static final String KITE = "a kite above the harbour";
    private static final List<String> OTHERS =
            List.of("A kite above the harbour", KITE + " ", KITE.substring(1), "", "\0", KITE + "\0");

    private final ImportedPasswords passwords =
            new ImportedPasswords(new HashingLine("imported", 2, Duration.ofSeconds(20), Trace.NOTHING));

    static Stream<String> ofKite() {
        return Stream.of(
                "$2a$10$abcdefghijklmnopqrstuuuiTX3/OegyRK.sSrMD91M/LFH/ydkCi",
                "$2b$08$abcdefghijklmnopqrstuu/iFY471YRzWHR1gsf2DH6mdxoBuia9e",
                "$2y$04$abcdefghijklmnopqrstuuZKDVGQ2uQG3hrkjQWLQmNWXZvbKRHI2",
                "{bcrypt}$2y$04$abcdefghijklmnopqrstuuZKDVGQ2uQG3hrkjQWLQmNWXZvbKRHI2",
                "{pbkdf2}0001020304050607a4f23b5b242b5360793ea3a88cddc9b20f167cda71a09a8e35cc1701aba9d177",
                "{pbkdf2@SpringSecurity_v5_8}000102030405060708090a0b0c0d0e0f72348f7a5af9b60f1bae05208f0ac905137143caa7098da7ed9053ee7d0059a8",
                "pbkdf2_sha256$600000$seasalt2$56mh0WlVHuU7kiuDW+5Ny9UM9W0dnW/uRNBTSCnckXE=",
                "pbkdf2_sha256$1000$seasalt2$Y8/sB2ItiDGGl2lkO27nu3PHJcMt4zWQ0vJtO58P20Y=",
                "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$ttCgBTMFoXFW1zQOekBrlgZIxWHSTTuB9glKmgMtnfE",
                "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$AaVKBaQ3xyf00pCYTKtAwKlCRLAzaBCX5V/bJlKI4ks",
                "$argon2id$v=19$m=4096,t=1,p=2$c2FsdHNhbHQ$dJWExxMwTo/jICrRhbguqqV7uuk5P84D",
                "{SSHA}cVHMLe8gHRb/U1p8OV7IimEMb7IBAgMEBQYHCA==",
                "{SSHA}6eSP44wf5kSiH9FDAW3+joKfPG9hYmNk",
                "{SSHA256}qVFqXHixukppZMigTPUwXkPKkm8lUrX2Qll1YzPlMCIBAgMEBQYHCA==",
                "{SSHA512}sX3bLKKLXiwK92ee7pm/0qUavl8x8Icor9tgR2YW71EfLbXxIXZuZ/WxNdNJaxvMy+XGefEGNV0frko9wKJ4PgECAwQFBgcI");
    }

    @ParameterizedTest
    @MethodSource("ofKite")
    void thePasswordItWasMadeOfMatchesAndNoOther(String hash) {
        assertThat(matches(KITE, hash)).isTrue();
        for (var other : isDear(hash) ? List.of(KITE + "\0") : OTHERS) {
            assertThat(matches(other, hash)).as("'%s'", other).isFalse();
        }
    }

    /// Seconds each. Of PBKDF2 and of Argon2id there is a cheap one too, to which a zero at the end is the worst.
    private static boolean isDear(String hash) {
        return hash.startsWith("{pbkdf2") || hash.contains("$600000$") || hash.contains("m=65536");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$2a$10$abcdefghijklmnopqrstuu3zz8IpXmGTdbVZyRxTXu.idH14McyM2",
                "$2b$08$abcdefghijklmnopqrstuuoR6SjRX.dMljJsHEvgVVOBLso4c8ckW",
                "$2y$04$abcdefghijklmnopqrstuubRHVrPiapdCbVAwKsi4aKDkPeWTsETi"
            })
    void lettersOutsideAsciiAreUtf8(String hash) {
        assertThat(matches("contraseña über alles 密码", hash)).isTrue();
        assertThat(matches("contrasena uber alles ??", hash)).isFalse();
    }

    @Test
    @SuppressWarnings("deprecation") // The old defaults are what old systems have used.
    void whatSpringSecurityEncodesVerifies() {
        var typed = "contraseña über alles 密码";
        for (var encoded : List.of(
                PasswordEncoderFactories.createDelegatingPasswordEncoder().encode(typed),
                "{pbkdf2}"
                        + Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_5().encode(typed),
                "{pbkdf2@SpringSecurity_v5_8}"
                        + Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8().encode(typed))) {
            assertThat(matches(typed, encoded)).as(encoded).isTrue();
            assertThat(matches(typed + "x", encoded)).as(encoded).isFalse();
        }
    }

    /// All of them are of one hash: it has seen 72 bytes and no more (CVE-2025-22228).
    @Test
    void cve_2025_22228_aPasswordOfMoreThan72BytesNeverMatchesByItsHead() {
        var hash = "$2b$04$abcdefghijklmnopqrstuubzadhGtS2zEF.gu0yd0opP6cVzb.e0i";
        assertThat(matches("x".repeat(72), hash)).isTrue();
        assertThat(matches("x".repeat(71), hash)).isFalse();
        assertThat(matches("x".repeat(72) + "y", hash)).isFalse();
        assertThat(matches("x".repeat(73), hash)).isFalse();
        assertThat(matches("x".repeat(1024), hash)).isFalse();
    }

    /// To bcrypt a password ends in a zero and begins anew, so these two would be one.
    @Test
    void bcryptNul_aZeroNeverMatches() {
        var hash = "$2y$04$abcdefghijklmnopqrstuuZKDVGQ2uQG3hrkjQWLQmNWXZvbKRHI2";
        assertThat(matches(KITE + "\0" + KITE, hash)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("ofKite")
    void everyFormIsOneThatTheReaderKnowsAndKeepsAsItIs(String hash) {
        assertThat(ImportedHash.of(hash)).isInstanceOf(Reading.Usable.class);
        assertThat(usable(hash).text()).isEqualTo(hash);
        assertThat(usable(hash).toString()).isEqualTo("ImportedHash[redacted]");
        for (var damaged :
                List.of(" " + hash, hash + "\n", hash + " ", hash.substring(1), hash + "$", "x".repeat(256))) {
            assertThat(ImportedHash.of(damaged)).isEqualTo(new Reading.Unusable(Fault.UNKNOWN_FORM));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a plain password",
                "{noop}a plain password",
                "{SHA}cVHMLe8gHRb/U1p8OV7IimEMb7I=",
                "{MD5}X03MO1qnZdYdgyfeuILPmQ==",
                "$1$abc$def",
                "$2$10$abcdefghijklmnopqrstuuuiTX3/OegyRK.sSrMD91M/LFH/ydkCi",
                "$2x$10$abcdefghijklmnopqrstuuuiTX3/OegyRK.sSrMD91M/LFH/ydkCi",
                "$2a$03$abcdefghijklmnopqrstuuuiTX3/OegyRK.sSrMD91M/LFH/ydkCi",
                "$argon2i$v=19$m=4096,t=1,p=2$c2FsdHNhbHQ$dJWExxMwTo/jICrRhbguqqV7uuk5P84D",
                "$argon2id$v=16$m=4096,t=1,p=2$c2FsdHNhbHQ$dJWExxMwTo/jICrRhbguqqV7uuk5P84D",
                "$argon2id$v=19$m=8,t=1,p=2$c2FsdHNhbHQ$dJWExxMwTo/jICrRhbguqqV7uuk5P84D",
                "$argon2id$v=19$m=19456,t=2,p=1,keyid=1$c29tZXNhbHRzb21lc2FsdA$ttCgBTMFoXFW1zQOekBrlgZIxWHSTTuB9glKmgMtnfE",
                "pbkdf2_sha1$600000$seasalt2$56mh0WlVHuU7kiuDW+5Ny9UM9W0dnW/uRNBTSCnckXE=",
                "pbkdf2_sha256$0$seasalt2$56mh0WlVHuU7kiuDW+5Ny9UM9W0dnW/uRNBTSCnckXE=",
                "pbkdf2_sha256$-1$seasalt2$56mh0WlVHuU7kiuDW+5Ny9UM9W0dnW/uRNBTSCnckXE=",
                "pbkdf2_sha256$1000$$56mh0WlVHuU7kiuDW+5Ny9UM9W0dnW/uRNBTSCnckXE=",
                "{pbkdf2}00",
                "{SSHA}cVHMLe8gHRb/U1p8OV7IimEMb7I=",
                "{SSHA512}6eSP44wf5kSiH9FDAW3+joKfPG9hYmNk"
            })
    void whatIsNoSuchHashIsNamedSo(String text) {
        assertThat(ImportedHash.of(text)).isEqualTo(new Reading.Unusable(Fault.UNKNOWN_FORM));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$2a$15$abcdefghijklmnopqrstuuuiTX3/OegyRK.sSrMD91M/LFH/ydkCi",
                "$2a$31$abcdefghijklmnopqrstuuuiTX3/OegyRK.sSrMD91M/LFH/ydkCi",
                "pbkdf2_sha256$2000001$seasalt2$56mh0WlVHuU7kiuDW+5Ny9UM9W0dnW/uRNBTSCnckXE=",
                "pbkdf2_sha256$1000000000$seasalt2$56mh0WlVHuU7kiuDW+5Ny9UM9W0dnW/uRNBTSCnckXE=",
                "pbkdf2_sha256$9999999999$seasalt2$56mh0WlVHuU7kiuDW+5Ny9UM9W0dnW/uRNBTSCnckXE=",
                "$argon2id$v=19$m=65537,t=1,p=2$c2FsdHNhbHQ$dJWExxMwTo/jICrRhbguqqV7uuk5P84D",
                "$argon2id$v=19$m=999999999,t=1,p=2$c2FsdHNhbHQ$dJWExxMwTo/jICrRhbguqqV7uuk5P84D",
                "$argon2id$v=19$m=4096,t=11,p=2$c2FsdHNhbHQ$dJWExxMwTo/jICrRhbguqqV7uuk5P84D",
                "$argon2id$v=19$m=4096,t=1,p=17$c2FsdHNhbHQ$dJWExxMwTo/jICrRhbguqqV7uuk5P84D"
            })
    void whatWouldTakeTooLongIsRefusedUnread(String text) {
        assertThat(ImportedHash.of(text)).isEqualTo(new Reading.Unusable(Fault.TOO_DEAR));
    }

    /// Systems that do not normalise hash whatever the keyboard gave: letters with their marks (NFC), or beside them (NFD).
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$2y$04$abcdefghijklmnopqrstuuc67x6w0/TPtVFAqkeJg2Sw.J7po6ea2",
                "$2y$04$abcdefghijklmnopqrstuuD8wf8HQp9UAfRdtFbQv6e9z5Y1Yfkei",
                "pbkdf2_sha256$1000$seasalt2$T6XZ7hjPPxEIsm4v3W5w9I37ttDCutrgzKIR17tBm0U=",
                "pbkdf2_sha256$1000$seasalt2$wudPG/lr+UkMwpM66WTwPTq1eaks/ceqkZUWtHMlxKc=",
                "{SSHA256}8LcwGO4yhc30mRYvvb6giq5SXuOR7WPQ8Q6SjhwBhPsBAgMEBQYHCA=="
            })
    void c11_lettersWithMarksMatchWhicheverWayTheyAreTypedNowAndWereThen(String hash) {
        var nfc = "monta\u00f1a caf\u00e9 \u00faltimo a\u00f1o";
        var nfd = "montan\u0303a cafe\u0301 u\u0301ltimo an\u0303o";
        assertThat(matches(nfc, hash)).isTrue();
        assertThat(matches(nfd, hash)).isTrue();
        assertThat(matches("montana cafe ultimo ano", hash)).isFalse();
    }

    /// Some of the marks beside their letters, as where a text was put together: only as it was typed then.
    @Test
    void c11_whatIsInNoFormOfUnicodeMatchesAsItWasTyped() {
        var typed = "montan\u0303a caf\u00e9 u\u0301ltimo a\u00f1o";
        var hash = "$2y$04$abcdefghijklmnopqrstuuBmrfsLnoMvU7Qv9W19teW6Pux4Icvq.";
        assertThat(matches(typed, hash)).isTrue();
        assertThat(matches(Normalizer.normalize(typed, Normalizer.Form.NFC), hash))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{BCRYPT}$2y$04$abcdefghijklmnopqrstuuZKDVGQ2uQG3hrkjQWLQmNWXZvbKRHI2",
                "{Bcrypt}$2y$04$abcdefghijklmnopqrstuuZKDVGQ2uQG3hrkjQWLQmNWXZvbKRHI2",
                "{CRYPT}$2y$04$abcdefghijklmnopqrstuuZKDVGQ2uQG3hrkjQWLQmNWXZvbKRHI2",
                "{crypt}$2a$10$abcdefghijklmnopqrstuuuiTX3/OegyRK.sSrMD91M/LFH/ydkCi",
                "{BLF-CRYPT}$2y$04$abcdefghijklmnopqrstuuZKDVGQ2uQG3hrkjQWLQmNWXZvbKRHI2",
                "bcrypt$$2b$08$abcdefghijklmnopqrstuu/iFY471YRzWHR1gsf2DH6mdxoBuia9e",
                "{PBKDF2}0001020304050607a4f23b5b242b5360793ea3a88cddc9b20f167cda71a09a8e35cc1701aba9d177",
                "{ARGON2}$argon2id$v=19$m=4096,t=1,p=2$c2FsdHNhbHQ$dJWExxMwTo/jICrRhbguqqV7uuk5P84D",
                "{ARGON2ID}$argon2id$v=19$m=4096,t=1,p=2$c2FsdHNhbHQ$dJWExxMwTo/jICrRhbguqqV7uuk5P84D",
                "argon2$argon2id$v=19$m=4096,t=1,p=2$c2FsdHNhbHQ$dJWExxMwTo/jICrRhbguqqV7uuk5P84D",
                "{ssha}cVHMLe8gHRb/U1p8OV7IimEMb7IBAgMEBQYHCA==",
                "{Ssha256}qVFqXHixukppZMigTPUwXkPKkm8lUrX2Qll1YzPlMCIBAgMEBQYHCA==",
                "{SSHA-256}qVFqXHixukppZMigTPUwXkPKkm8lUrX2Qll1YzPlMCIBAgMEBQYHCA=="
            })
    void c17_theNameOfTheSchemeIsReadWithoutCaseAndItsWrapperToo(String hash) {
        assertThat(matches(KITE, hash)).isTrue();
        assertThat(matches(KITE + " ", hash)).isFalse();
    }

    private boolean matches(String typed, String hash) {
        return passwords.verify(Password.of(typed).orElseThrow(), usable(hash), Priority.STRANGER);
    }

    private static ImportedHash usable(String text) {
        if (ImportedHash.of(text) instanceof Reading.Usable(var hash)) {
            return hash;
        }
        throw new AssertionError("Not usable: " + text);
    }
}
