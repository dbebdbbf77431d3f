package org.regain.web;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A sentence for the page that says what was refused, what to do next and until when. Shown by
/// `web/layout :: refusal`, from the model attribute `refusal`.
///
/// @param key   a key of `messages.properties`, e.g. `refusal.code.wrong`
/// @param args  what the sentence's placeholders stand for; numbers, never what a person typed
/// @param field the form field it is about, which then gets the focus, or null: the sentence itself gets it
/// @param from  from when one may try again, said as a time; null: the sentence says it itself, or nothing does
public record Refusal(
        String key,
        List<Object> args,
        @Nullable String field,
        @Nullable Instant from) {

    public Refusal {
        args = List.copyOf(args);
    }

    public static Refusal of(String key, Object... args) {
        return new Refusal(key, List.of(args), null, null);
    }

    /// A refusal that ends by itself; its sentence has the whole minutes that are left, at least one.
    public static Refusal until(String key, Instant now, Instant until) {
        return of(key, Math.max(1, (Duration.between(now, until).toSeconds() + 59) / 60));
    }

    /// As [#until], where it may take a day: beyond an hour nobody counts minutes, so `later`, without a placeholder, is said
    /// and the time with it, in whole minutes, by which it is so.
    public static Refusal untilOrFrom(String key, String later, Instant now, Instant until) {
        return Duration.between(now, until).compareTo(Duration.ofHours(1)) > 0
                ? new Refusal(later, List.of(), null, until.plusSeconds(59).truncatedTo(ChronoUnit.MINUTES))
                : until(key, now, until);
    }

    /// The same refusal, about `field`.
    public Refusal on(String field) {
        return new Refusal(key, args, field, from);
    }
}
