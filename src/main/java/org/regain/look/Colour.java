package org.regain.look;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// An opaque colour in sRGB, each part from 0 to 255.
public record Colour(int red, int green, int blue) {

    static final Colour BLACK = new Colour(0, 0, 0);
    static final Colour WHITE = new Colour(255, 255, 255);

    private static final Pattern WRITTEN = Pattern.compile("#[0-9a-fA-F]{6}");

    public Colour {
        if (((red | green | blue) & ~0xff) != 0) {
            throw new IllegalArgumentException("Not a colour");
        }
    }

    /// The colour that is written as `#rrggbb`, and in no other way.
    public static Optional<Colour> of(String written) {
        return WRITTEN.matcher(written).matches() ? Optional.of(hex(written.substring(1))) : Optional.empty();
    }

    private static Colour hex(String digits) {
        var rgb = HexFormat.fromHexDigits(digits);
        return new Colour(rgb >> 16, rgb >> 8 & 0xff, rgb & 0xff);
    }

    /// As a stylesheet writes it: `#rrggbb`, in small letters.
    public String text() {
        return "#" + HexFormat.of().toHexDigits(red << 16 | green << 8 | blue, 6);
    }

    /// From 1 to 21; the same whichever is the text and whichever the paper.
    ///
    /// Source: WCAG 2.2, contrast ratio and relative luminance.
    public double contrast(Colour other) {
        var one = luminance();
        var two = other.luminance();
        return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    }

    private double luminance() {
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    }

    private static double linear(int part) {
        var c = part / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }

    /// This colour with so much of another one in it.
    Colour mixed(Colour other, double share) {
        return new Colour(
                mixed(red, other.red, share), mixed(green, other.green, share), mixed(blue, other.blue, share));
    }

    private static int mixed(int one, int other, double share) {
        return (int) Math.round(one + (other - one) * share);
    }

    /// From 0, black, to 1, white.
    ///
    /// Source: CSS Color 4 § 7, HSL.
    double lightness() {
        return (highest() + lowest()) / 510.0;
    }

    /// The same hue and saturation, lighter or darker.
    Colour withLightness(double lightness) {
        var reach = saturation() * Math.min(lightness, 1 - lightness);
        return new Colour(part(0, lightness, reach), part(8, lightness, reach), part(4, lightness, reach));
    }

    private int part(int offset, double lightness, double reach) {
        var k = (offset + hue() / 30) % 12;
        return (int) Math.round(255 * (lightness - reach * Math.max(-1, Math.min(Math.min(k - 3, 9 - k), 1))));
    }

    private double saturation() {
        var l = lightness();
        return highest() == lowest() ? 0 : (highest() / 255.0 - l) / Math.min(l, 1 - l);
    }

    private double hue() {
        double range = highest() - lowest();
        if (range == 0) {
            return 0;
        }
        var sixth = highest() == red
                ? (green - blue) / range + 6
                : highest() == green ? (blue - red) / range + 2 : (red - green) / range + 4;
        return sixth % 6 * 60;
    }

    private int highest() {
        return Math.max(red, Math.max(green, blue));
    }

    private int lowest() {
        return Math.min(red, Math.min(green, blue));
    }
}
