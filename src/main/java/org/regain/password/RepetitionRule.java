package org.regain.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.regain.secret.Password;

/// A piece said over and over is as hard to guess as the piece: one that could be no password of its own, because it is
/// shorter than any may be or is on the list, makes none by being repeated.
///
/// Longer pieces are let be, and so is everything that is not wholly a repetition: this is no rule on what a password is
/// composed of. See `docs/decisions/0028-derived-passwords.md`.
///
/// Source: NIST SP 800-63B-4 § 3.1.1.2 (expected passwords; the whole password is compared).
final class RepetitionRule implements PasswordRule {

    private final Blocklist blocklist;

    RepetitionRule(Blocklist blocklist) {
        this.blocklist = blocklist;
    }

    @Override
    public Optional<PasswordRefusal> refusal(Password password, PasswordContext context) {
        if (blocklist.contains(Folded.of(password))) {
            return Optional.empty();
        }
        var folded = Folded.of(new String(password.utf8(), UTF_8)).text();
        return weak(folded) || weak(Derivation.lettersAndDigits(folded))
                ? Optional.of(PasswordRefusal.of("password.rule.repeated"))
                : Optional.empty();
    }

    /// Whether the text is a repetition of what could be no password.
    boolean weak(String text) {
        var characters = text.codePoints().toArray();
        var period = Derivation.period(characters);
        return characters.length >= 2 * period
                && characters.length > 1
                && (period < PasswordContext.LOWEST_MINIMUM
                        || blocklist.contains(new Folded(new String(characters, 0, period))));
    }

    @Override
    public PasswordAdvice explanation(PasswordContext context) {
        return PasswordAdvice.of("password.advice.repeated");
    }
}
