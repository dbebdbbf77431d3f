package org.regain.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Colours by the formulas of WCAG 2.2, and accents that everybody can read.
class ColourTest {

    @ParameterizedTest
    @CsvSource({
        "#000000, #ffffff, 21",
        "#ffffff, #ffffff, 1",
        "#777777, #ffffff, 4.478",
        "#767676, #ffffff, 4.542",
        "#ff0000, #ffffff, 3.998",
        "#0000ff, #ffffff, 8.592",
        "#00ff00, #000000, 15.304",
        "#0d6b5f, #ffffff, 6.392"
    })
    void contrastIsTheStandards(String one, String other, double ratio) {
        assertThat(colour(one).contrast(colour(other))).isCloseTo(ratio, within(0.001));
        assertThat(colour(other).contrast(colour(one))).isCloseTo(ratio, within(0.001));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "#fff",
                "0d6b5f",
                "#0d6b5g",
                "#0d6b5f ",
                "#0d6b5f;}*{",
                "red",
                "#0d6b5f\n",
                "#０d6b5f",
                "rgb(0,0,0)"
            })
    void nothingElseIsAColour(String written) {
        assertThat(Colour.of(written)).isEmpty();
    }

    @Test
    void aColourIsWrittenInOneWay() {
        assertThat(colour("#0D6B5F").text()).isEqualTo("#0d6b5f");
        assertThat(colour("#00000a").text()).isEqualTo("#00000a");
    }

    /// By paper and by ground, on a tint, and with the text on a button: all of 5,832 colours, as they are or as the shade that
    /// is offered instead.
    @Test
    void everyColourHasAShadeThatCanBeReadByDayAndOneByNight() {
        for (var rgb = 0; rgb < 18 * 18 * 18; rgb++) {
            var chosen = new Colour(rgb / 324 * 15, rgb / 18 % 18 * 15, rgb % 18 * 15);
            var nearest = Accent.nearest(chosen);
            var accent = Accent.of(nearest).orElseThrow();
            assertThat(Accent.of(chosen).isPresent()).isEqualTo(nearest.equals(chosen));
            for (var paper : List.of(Paper.DAY, Paper.NIGHT)) {
                var shade = paper.equals(Paper.DAY) ? accent.light() : accent.dark();
                assertThat(paper.tint(shade).contrast(shade)).isGreaterThanOrEqualTo(4.5);
                assertThat(List.of(paper.paper(), paper.ground(), paper.onAccent()))
                        .as("%s %s", chosen, paper)
                        .allMatch(it -> it.contrast(shade) >= 4.5)
                        .allMatch(it -> it.contrast(paper.deep(shade)) >= 4.5);
            }
        }
    }

    @Test
    void theOfferedShadeIsTheNearestOfTheSameHue() {
        assertThat(Accent.nearest(colour("#ff0000")).text()).isEqualTo("#de0000");
        assertThat(Accent.of(colour("#de0000"))).isPresent();
        assertThat(Accent.of(colour("#df0000"))).isEmpty();
    }

    @Test
    void nobodyMakesAnAccentThatCannotBeRead() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Accent(colour("#ff0000"), colour("#6ed3bf")));
        assertThatIllegalArgumentException().isThrownBy(() -> new Accent(colour("#0d6b5f"), colour("#0d6b5f")));
        assertThat(Accent.written("ff0000-6ed3bf")).isEmpty();
        assertThat(Accent.written("0d6b5f-0d6b5f")).isEmpty();
        assertThat(Accent.written("0d6b5f_6ed3bf")).isEmpty();
        assertThat(Accent.written("0d6b5f-6ed3b;")).isEmpty();
        assertThat(Accent.written("0d6b5f-6ed3bf")).isPresent();
    }

    @Test
    void aStylesheetHasNothingButColoursInIt() {
        assertThat(Accent.written("0d6b5f-6ed3bf").orElseThrow().stylesheet().replaceAll("#[0-9a-f]{6}", "#"))
                .isEqualTo("""
                        :root,.day{--accent:#;--accent-deep:#;--tint:#}
                        .night{--accent:#;--accent-deep:#;--tint:#}
                        @media screen and (prefers-color-scheme:dark){:root{--accent:#;--accent-deep:#;--tint:#}}
                        """);
    }

    /// The papers are those of the pages.
    @Test
    void thePapersAreThoseOfTheStylesheet() throws IOException {
        var css = Files.readString(Path.of("src/main/resources/static/look/regain.css"));
        var night = css.indexOf("@media");
        for (var paper : List.of(Paper.DAY, Paper.NIGHT)) {
            var tokens = paper.equals(Paper.DAY)
                    ? css.substring(0, night)
                    : css.substring(night, css.indexOf("*, ::before"));
            var given = Stream.of(paper.paper(), paper.ground(), paper.onAccent())
                    .map(Colour::text)
                    .map(it -> it.equals("#ffffff") ? "#fff" : it)
                    .toList();
            assertThat(tokens)
                    .contains("--paper: " + given.get(0), "--ground: " + given.get(1), "--on-accent: " + given.get(2));
        }
    }

    private static Colour colour(String written) {
        return Colour.of(written).orElseThrow();
    }
}
