package org.regain.admin;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.regain.account.OrganisationId;

/// Whose numbers, and of which days (UTC), the last one with them.
record Days(OrganisationId organisation, LocalDate first, LocalDate last) {

    /// How many days a page may look back.
    static final List<Integer> CHOICES = List.of(7, 30, 90);

    private static final int USUAL = 30;

    /// @param asked one of [#CHOICES]; whatever else it is, it is as good as missing
    static Days of(OrganisationId organisation, @Nullable String asked, Clock clock) {
        return last(
                organisation,
                CHOICES.stream()
                        .filter(days -> Integer.toString(days).equals(asked))
                        .findFirst()
                        .orElse(USUAL),
                clock);
    }

    static Days last(OrganisationId organisation, int days, Clock clock) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return new Days(organisation, today.minusDays(days - 1L), today);
    }

    Stream<LocalDate> each() {
        return first.datesUntil(last.plusDays(1));
    }

    int many() {
        return (int) each().count();
    }
}
