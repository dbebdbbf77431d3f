package org.regain.verification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.regain.verification.Verdict.NotProven;
import org.regain.web.Refusal;
import org.springframework.http.HttpStatus;

/// What a page says of an answer that proved nothing.
public enum AnswerRefusals {
    /// In a recovery, in a claim, and where somebody signed in tries a method.
    CODE("refusal.code.spent", "refusal.code.expired", "refusal.method.disabled"),
    /// In a sign-in.
    SECOND_FACTOR("refusal.second.spent", "refusal.second.expired", "refusal.second.closed");

    private final String spent;
    private final String expired;
    private final String closed;

    AnswerRefusals(String spent, String expired, String closed) {
        this.spent = spent;
        this.expired = expired;
        this.closed = closed;
    }

    public static HttpStatus status(NotProven verdict) {
        return switch (verdict) {
            case Verdict.Wrong(), Verdict.Spent() -> HttpStatus.UNPROCESSABLE_CONTENT;
            case Verdict.Nothing() -> HttpStatus.GONE;
            case Verdict.Held _ -> HttpStatus.TOO_MANY_REQUESTS;
        };
    }

    /// The sentence, at the field where there is one to type in again.
    ///
    /// @param next what is awaited after this answer; null: nothing
    public Refusal of(NotProven verdict, @Nullable Challenge next, Instant now) {
        return switch (verdict) {
            case Verdict.Wrong() -> next == null ? Refusal.of(spent) : wrong(next.method(), next.answersLeft());
            case Verdict.Spent() -> Refusal.of(spent);
            case Verdict.Nothing() -> Refusal.of(expired);
            case Verdict.Held(var until) ->
                until.equals(Instant.MAX) ? Refusal.of(closed) : Refusal.until("refusal.method.limit", now, until);
        };
    }

    /// For what cannot be an answer by this method at all, and so was not judged.
    public static Refusal unreadable(Method method) {
        return switch (method) {
            case EMAIL, SMS -> Refusal.of("refusal.code.form").on("code");
            case TOTP -> Refusal.of("refusal.app-code.form").on("code");
            case SAVED_CODE, PASSKEY -> wrong(method, 0);
        };
    }

    private static Refusal wrong(Method method, int left) {
        return switch (method) {
            case EMAIL, SMS -> Refusal.of("refusal.code.wrong", left).on("code");
            case TOTP -> Refusal.of("refusal.app-code.wrong", left).on("code");
            case SAVED_CODE -> Refusal.of("refusal.saved-code.wrong").on("code");
            case PASSKEY -> Refusal.of("refusal.passkey.failed");
        };
    }
}
