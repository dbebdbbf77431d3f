package org.regain.look;

import java.util.stream.Stream;

/// What accents are read on: the grounds of the pages by day or by night, as `regain.css` has them.
///
/// @param paper    behind fields and cards
/// @param ground   behind all
/// @param onAccent the text on a filled button
/// @param far      where the accent goes to stand out more
/// @param tinted   how much of the accent is in what stands behind a choice
record Paper(Colour paper, Colour ground, Colour onAccent, Colour far, double tinted) {

    static final Paper DAY = of("#ffffff", "#f5f6f4", "#ffffff", Colour.BLACK, 0.07);
    static final Paper NIGHT = of("#19211f", "#111715", "#07231e", Colour.WHITE, 0.11);

    /// Of text in this size.
    ///
    /// Source: WCAG 2.2 § 1.4.3.
    private static final double ENOUGH = 4.5;

    private static final double DEEPER = 0.28;
    private static final double STEP = 1 / 1024.0;

    private static Paper of(String paper, String ground, String onAccent, Colour far, double tinted) {
        return new Paper(
                Colour.of(paper).orElseThrow(),
                Colour.of(ground).orElseThrow(),
                Colour.of(onAccent).orElseThrow(),
                far,
                tinted);
    }

    /// What stands behind what is chosen or said with an accent.
    Colour tint(Colour accent) {
        return paper.mixed(accent, tinted);
    }

    /// The accent under the pointer.
    Colour deep(Colour accent) {
        return accent.mixed(far, DEEPER);
    }

    /// Whether links can be read wherever they stand, and the text on filled buttons.
    boolean shows(Colour accent) {
        return Stream.of(paper, ground, onAccent, tint(accent)).allMatch(it -> it.contrast(accent) >= ENOUGH);
    }

    /// The shade nearest to a colour that can be read here: the colour itself, or further from the paper.
    Colour nearest(Colour colour) {
        var step = far.equals(Colour.BLACK) ? -STEP : STEP;
        return Stream.concat(
                        Stream.of(colour),
                        Stream.iterate(colour.lightness(), it -> it >= 0 && it <= 1, it -> it + step)
                                .map(colour::withLightness))
                .filter(this::shows)
                .findFirst()
                .orElse(far);
    }
}
