package org.regain.roster;

import java.util.List;
import java.util.Locale;
import org.regain.support.Thoroughness;

/// Where a reset in a directory stops. Whoever has nothing written goes on with the same proof, so they come last.
enum KilledAt {
    /// They are looked up before anything is written down.
    BEFORE_THE_INTENT(false, false),
    WRITTEN_AND_NOT_HEARD_OF(true, true),
    /// The first that is asked after it.
    HEARD_OF_AND_NOT_READ_AGAIN(true, true),
    /// Nothing is asked any more until the outcome is written down.
    BEFORE_THE_OUTCOME(true, true),
    /// They are looked up to be written.
    AFTER_THE_INTENT(true, false),
    /// It has not arrived.
    SENT(true, false);

    /// Half of them, one before, one in and one after the writing; all when asked for all.
    static List<KilledAt> asked() {
        return Thoroughness.all()
                ? List.of(values())
                : List.of(WRITTEN_AND_NOT_HEARD_OF, BEFORE_THE_OUTCOME, AFTER_THE_INTENT);
    }

    final boolean intended;
    final boolean written;

    KilledAt(boolean intended, boolean written) {
        this.intended = intended;
        this.written = written;
    }

    String person() {
        return name().toLowerCase(Locale.ROOT).replace("_", "");
    }

    String email() {
        return person() + "@contoso.example";
    }
}
