package org.regain.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {

    private static final String SALT = "AAAAAAAAAAAAAAAAAAAAAA";
    private static final String TAG = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private static final String GOOD = "$argon2id$v=19$m=19456,t=2,p=1,keyid=4294967295$" + SALT + "$" + TAG;

    @Test
    void theStringSaysWhatItWasMadeWith() {
        assertThat(new PasswordHash(GOOD).parameters()).isEqualTo(new HashParameters(19456, 2, "4294967295"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m=65537,t=2,p=1,keyid=1",
                "m=999999,t=2,p=1,keyid=1",
                "m=2147483647,t=2,p=1,keyid=1",
                "m=99999999999,t=2,p=1,keyid=1",
                "m=19456,t=11,p=1,keyid=1",
                "m=19456,t=99999999999,p=1,keyid=1",
                "m=7,t=2,p=1,keyid=1",
                "m=19456,t=0,p=1,keyid=1",
                "m=-8,t=2,p=1,keyid=1",
                "m=19456,t=2,p=200,keyid=1",
                "m=019456,t=2,p=1,keyid=1",
                "m=19456,t=2,p=1,keyid=01",
                "m=19456,t=2,p=1,keyid=",
                "m=19456,t=2,p=1,keyid=99999999999",
                "m=19456,t=2,p=1",
                "t=2,m=19456,p=1,keyid=1",
                "m=19456,t=2,p=1,keyid=1,data=AAAA",
                "m=\u0661\u0669\u0664\u0665\u0666,t=2,p=1,keyid=1"
            })
    void aRowThatWouldCostMoreOrIsWrittenOtherwiseIsRefused(String parameters) {
        assertRefused("$argon2id$v=19$" + parameters + "$" + SALT + "$" + TAG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "$2b$12$abcdefghijklmnopqrstuv",
                "{noop}password",
                "$argon2i$v=19$m=19456,t=2,p=1,keyid=1$" + SALT + "$" + TAG,
                "$argon2id$v=16$m=19456,t=2,p=1,keyid=1$" + SALT + "$" + TAG,
                "$argon2id$v=19$m=19456,t=2,p=1,keyid=1$AAAAAAAAAAAAAAAAAAAAA$" + TAG,
                "$argon2id$v=19$m=19456,t=2,p=1,keyid=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA",
                "$argon2id$v=19$m=19456,t=2,p=1,keyid=1$" + SALT + "$" + TAG + "=",
                "$argon2id$v=19$m=19456,t=2,p=1,keyid=1$AAAAAAAAAAAAAAAAAAAAAB$" + TAG,
                "$argon2id$v=19$m=19456,t=2,p=1,keyid=1$" + SALT + "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB"
            })
    void anotherSchemeLengthOrSpellingIsRefused(String phc) {
        assertRefused(phc);
    }

    @Test
    void nothingMayStandBeforeOrAfter() {
        assertRefused(GOOD + "\n");
        assertRefused(" " + GOOD);
        assertRefused(GOOD.repeat(10_000));
    }

    @Test
    void aHashNeverPrintsItselfNorDoesItsRefusal() {
        assertThat(new PasswordHash(GOOD)).hasToString("PasswordHash[redacted]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PasswordHash("hunter2"))
                .satisfies(e -> assertThat(e.toString()).doesNotContain("hunter2"));
    }

    private static void assertRefused(String phc) {
        assertThatIllegalArgumentException().isThrownBy(() -> new PasswordHash(phc));
    }
}
