package org.regain.look;

import java.util.Optional;

/// The colour of links and buttons. One colour can't be read on a light and on a dark paper alike, so there are two: one that
/// was chosen, and one derived from it.
///
/// @param light on light paper
/// @param dark  on dark paper
public record Accent(Colour light, Colour dark) {

    public Accent {
        if (!Paper.DAY.shows(light) || !Paper.NIGHT.shows(dark)) {
            throw new IllegalArgumentException("Nobody could read this accent");
        }
    }

    /// The accent with this colour on light paper; nothing where it can't be read there.
    public static Optional<Accent> of(Colour chosen) {
        return Paper.DAY.shows(chosen)
                ? Optional.of(new Accent(chosen, Paper.NIGHT.nearest(chosen)))
                : Optional.empty();
    }

    /// The nearest shade of a colour that can be read on light paper: darker, of the same hue.
    public static Colour nearest(Colour colour) {
        return Paper.DAY.nearest(colour);
    }

    /// The accent of this address's ending, `0d6b5f-6ed3bf`; nothing for any other text.
    static Optional<Accent> written(String shades) {
        if (shades.length() != 13 || shades.charAt(6) != '-') {
            return Optional.empty();
        }
        var light = Colour.of("#" + shades.substring(0, 6));
        var dark = Colour.of("#" + shades.substring(7));
        return light.isPresent() && dark.isPresent() && Paper.DAY.shows(light.get()) && Paper.NIGHT.shows(dark.get())
                ? Optional.of(new Accent(light.get(), dark.get()))
                : Optional.empty();
    }

    /// How [#written] reads it.
    String shades() {
        return light.text().substring(1) + "-" + dark.text().substring(1);
    }

    /// The tokens of `regain.css` that are different with this accent, and those of the preview in the console. Nothing but
    /// colours that were computed from these two gets into it.
    String stylesheet() {
        return ":root,.day{%s}\n.night{%s}\n@media screen and (prefers-color-scheme:dark){:root{%s}}\n"
                .formatted(tokens(Paper.DAY, light), tokens(Paper.NIGHT, dark), tokens(Paper.NIGHT, dark));
    }

    private static String tokens(Paper paper, Colour accent) {
        return "--accent:%s;--accent-deep:%s;--tint:%s"
                .formatted(
                        accent.text(),
                        paper.deep(accent).text(),
                        paper.tint(accent).text());
    }
}
