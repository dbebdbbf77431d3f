package org.regain.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.secret.Password;
import org.regain.support.Cost;

class StrengthMeterTest {

    private static final PasswordContext ANA = new PasswordContext(15, List.of("ana", "contoso partners"));

    private final StrengthMeter meter = new ZxcvbnStrengthMeter();

    @Test
    void theScoreGoesFrom0To4() {
        assertThat(measure("password").score()).isZero();
        assertThat(measure("").score()).isZero();
        assertThat(measure("wombat lantern quiche ferry").score()).isEqualTo(4);
    }

    @Test
    void theScoreInWordsComesFirstAndHintsFollow() {
        assertThat(measure("password").keys())
                .startsWith("password.strength.score.0", "password.strength.hint.common")
                .contains("password.strength.hint.add-words");
        assertThat(measure("wombat lantern quiche ferry").keys()).containsExactly("password.strength.score.4");
    }

    @Test
    void wordsOfThePersonMakeItWeaker() {
        assertThat(measure("contoso partners").score())
                .isLessThan(meter.measure(password("contoso partners"), new PasswordContext(15, List.of()))
                        .score());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "P@ssw0rd",
                "drowssap",
                "PASSWORD",
                "jennifer",
                "smith",
                "asdfgh",
                "qwertyhgfdsa",
                "aaaaaa",
                "abcabcabc",
                "abcdefgh",
                "1987",
                "12.03.1987",
                "horse",
                "",
                "xk",
                "monkeys"
            })
    void everyKeyHasItsSentence(String typed) throws Exception {
        Properties english = new Properties();
        try (var file = getClass().getResourceAsStream("/messages-password.properties")) {
            english.load(file);
        }
        assertThat(english.stringPropertyNames()).containsAll(measure(typed).keys());
    }

    @ParameterizedTest(name = "[{index}]")
    @ValueSource(
            strings = {
                "a",
                "@4$5!1|",
                "4@8({[<369&#!1/|0$5+7%2",
                "l|7+__gd4as7fgczf_6_7az+f__xg_0a_e+l___b23i_bl_a_11+__xb__xd4jj077_5__9seo5xla+42c",
                "qwertz",
                "e\u0316\u0317",
                "\ud83d\udd11",
                "1987",
                "password",
                "\ud55c",
                "ab1",
                "iL1|!"
            })
    void h1_1820864_aThousandCharactersCostLittle(String unit) {
        String typed = unit.repeat(1024).substring(0, 1000);
        // Ten times as long may cost a hundred times as much: of two hundred, half is for the machine.
        Cost.noDearer(() -> measure(typed), 200, () -> measure(typed.substring(0, 100)));
    }

    private PasswordStrength measure(String typed) {
        return meter.measure(password(typed), ANA);
    }

    private static Password password(String typed) {
        return Password.of(typed).orElseThrow();
    }
}
