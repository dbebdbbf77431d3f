package org.regain.support;

/// Whether this is the thorough run. It makes what is [Thorough], and more of what goes [Deeper].
public final class Thoroughness {

    private static final boolean ASKED = Boolean.getBoolean("tests.thorough");

    private Thoroughness() {}

    public static boolean asked() {
        return ASKED;
    }

    /// Whether everything is walked and cut off of which the thorough run takes some: `-Dtests.all=true`.
    public static boolean all() {
        return Boolean.getBoolean("tests.all");
    }

    /// How many to make of something.
    public static int times(int quickly, int thoroughly) {
        return ASKED ? thoroughly : quickly;
    }
}
