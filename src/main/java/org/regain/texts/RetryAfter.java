package org.regain.texts;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/// How long somebody who answered by HTTP wants to be left alone: seconds, or a date. A date is taken by the clock of who said
/// it, which is in the same answer, so that it matters to nobody how right ours is.
///
/// Source: RFC 9110 § 10.2.3.
final class RetryAfter {

    /// Longer than anything lives that waits to be sent. More digits are no number of seconds that anybody means.
    private static final Duration LONGEST = Duration.ofDays(365);

    private static final Pattern SECONDS = Pattern.compile("[0-9]+");

    private RetryAfter() {}

    /// Zero where nothing is said, or nothing that can be read.
    static Duration of(HttpHeaders headers) {
        String said = headers.firstValue("Retry-After").map(String::strip).orElse("");
        if (SECONDS.matcher(said).matches()) {
            return said.length() > 8 ? LONGEST : shortened(Duration.ofSeconds(Long.parseLong(said)));
        }
        Optional<Instant> then = date(said);
        Optional<Instant> now = headers.firstValue("Date").flatMap(RetryAfter::date);
        return then.isPresent() && now.isPresent() && now.get().isBefore(then.get())
                ? shortened(Duration.between(now.get(), then.get()))
                : Duration.ZERO;
    }

    private static Duration shortened(Duration said) {
        return said.compareTo(LONGEST) < 0 ? said : LONGEST;
    }

    private static Optional<Instant> date(String said) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(said, Instant::from));
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }
}
