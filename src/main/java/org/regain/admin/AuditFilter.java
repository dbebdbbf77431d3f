package org.regain.admin;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What of the audit is asked for. Everything may be missing.
///
/// @param person whose account it is about, as typed: any of their names
/// @param by     the administrator who did it, as typed
/// @param kind   of the event, such as `PASSWORD_RESET`
/// @param from   the first day, in UTC
/// @param to     the last day, in UTC
/// @param before what was shown last; older ones follow
record AuditFilter(
        String person,
        String by,
        @Nullable String kind,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable Mark before) {

    /// Four digits of a year, as a field for a day sends it: others are beyond what the database can compare.
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private static final Pattern KIND = Pattern.compile("[A-Z_]{1,60}");
    private static final int LONGEST = 254;

    /// A place in the order of events, the newest first.
    record Mark(Instant at, UUID id) {

        /// As in an address: `2026-11-22T10:15:30Z.0193…`.
        String text() {
            return at + "_" + id;
        }

        static Optional<Mark> parse(@Nullable String text) {
            var parts = text == null || !text.matches("[0-9]{4}-.*") ? new String[0] : text.split("_", 2);
            try {
                return parts.length == 2
                        ? Optional.of(new Mark(Instant.parse(parts[0]), UUID.fromString(parts[1])))
                        : Optional.empty();
            } catch (DateTimeParseException | IllegalArgumentException notAMark) {
                return Optional.empty();
            }
        }
    }

    static AuditFilter of(
            @Nullable String person,
            @Nullable String by,
            @Nullable String kind,
            @Nullable String from,
            @Nullable String to,
            @Nullable String before) {
        return new AuditFilter(
                name(person),
                name(by),
                kind == null || !KIND.matcher(kind).matches() ? null : kind,
                day(from).orElse(null),
                day(to).orElse(null),
                Mark.parse(before).orElse(null));
    }

    /// What is left when this one was shown.
    AuditFilter olderThan(Mark shown) {
        return new AuditFilter(person, by, kind, from, to, shown);
    }

    /// The first moment that is asked for.
    @Nullable
    Instant since() {
        return from == null ? null : from.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /// The first moment that is not asked for any more.
    @Nullable
    Instant until() {
        return to == null ? null : to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static String name(@Nullable String typed) {
        var text = typed == null ? "" : typed.strip();
        return text.substring(0, Math.min(text.length(), LONGEST));
    }

    private static Optional<LocalDate> day(@Nullable String text) {
        try {
            return text == null || !DAY.matcher(text).matches() ? Optional.empty() : Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException notADay) {
            return Optional.empty();
        }
    }
}
