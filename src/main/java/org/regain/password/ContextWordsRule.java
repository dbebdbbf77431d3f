package org.regain.password;

import java.util.Optional;
import org.regain.secret.Password;

/// Names and addresses of the person and the place, and what is made of them, are what somebody who knows them tries first.
///
/// Made of them is what has no letters of its own beside them: `Contoso Partners 2026`, `c0nt0s0!`, `anaanaana`. With other
/// words among them it is a password like any other, so there is no rule on what one is composed of. See
/// `docs/decisions/0028-derived-passwords.md`.
///
/// Source: NIST SP 800-63B-4 § 3.1.1.2 (context-specific words and derivatives); OWASP ASVS 5.0 §§ 6.1.2 and 6.2.11.
final class ContextWordsRule implements PasswordRule {

    private final Blocklist blocklist;
    private final RepetitionRule repetitions;

    ContextWordsRule(Blocklist blocklist, RepetitionRule repetitions) {
        this.blocklist = blocklist;
        this.repetitions = repetitions;
    }

    @Override
    public Optional<PasswordRefusal> refusal(Password password, PasswordContext context) {
        Folded typed = Folded.of(password);
        if (context.words().stream().map(Folded::of).anyMatch(typed::equals)) {
            return Optional.of(PasswordRefusal.of("password.rule.context-word"));
        }
        return new Derivation(context.words()).left(typed.text()).anyMatch(this::tellsNothing)
                ? Optional.of(PasswordRefusal.of("password.rule.context-derived"))
                : Optional.empty();
    }

    /// Whether what stands beside the words is to be guessed as quickly as they are: no letter, and digits that could be no
    /// password by themselves.
    private boolean tellsNothing(String left) {
        return left.codePoints().noneMatch(it -> Character.isLetter(it))
                && (left.length() < PasswordContext.LOWEST_MINIMUM
                        || repetitions.weak(left)
                        || blocklist.contains(new Folded(left)));
    }

    @Override
    public PasswordAdvice explanation(PasswordContext context) {
        return PasswordAdvice.of("password.advice.context-word");
    }
}
