package org.regain.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A sentence for the page that says what was refused, what to do next and until when. Shown by
/// `web/layout :: refusal`, from the model attribute `refusal`.
///
/// @param key   a key of `messages.properties`, e.g. `refusal.code.wrong`
/// @param args  what the sentence's placeholders stand for; numbers, never what a person typed
/// @param field the form field it is about, which then gets the focus, or null: the sentence itself gets it
public record Refusal(
        String key, List<Object> args, @Nullable String field) {

    public Refusal {
        args = List.copyOf(args);
    }

    public static Refusal of(String key, Object... args) {
        return new Refusal(key, List.of(args), null);
    }

    /// A refusal that ends by itself; its sentence has the whole minutes that are left, at least one.
    public static Refusal until(String key, Instant now, Instant until) {
        return of(key, Math.max(1, (Duration.between(now, until).toSeconds() + 59) / 60));
    }

    /// The same refusal, about `field`.
    public Refusal on(String field) {
        return new Refusal(key, args, field);
    }
}
