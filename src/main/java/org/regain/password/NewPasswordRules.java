package org.regain.password;

import java.util.List;
import java.util.Optional;
import org.regain.secret.Password;

/// The rules for a password that somebody wants to have from now on: said before one is typed, and kept when it is.
///
/// There is no rule on what a password is composed of, and none on its age.
/// Source: NIST SP 800-63B-4 § 3.1.1.2, and no others; OWASP ASVS 5.0 § 6.2.
public final class NewPasswordRules {

    private final List<PasswordRule> rules;

    NewPasswordRules(Blocklist blocklist) {
        var repetitions = new RepetitionRule(blocklist);
        this.rules = List.of(
                new LengthRule(),
                new CharactersRule(),
                new BlocklistRule(blocklist),
                repetitions,
                new ContextWordsRule(blocklist, repetitions));
    }

    /// Every reason against the password at once, in the order of [#advice(PasswordContext)]; empty when it is accepted.
    List<PasswordRefusal> check(Password password, PasswordContext context) {
        return rules.stream()
                .map(rule -> rule.refusal(password, context))
                .flatMap(Optional::stream)
                .toList();
    }

    /// One sentence for each rule: what a new password has to be. The pages where one is chosen show it, with scripts and without.
    List<PasswordAdvice> advice(PasswordContext context) {
        return rules.stream().map(rule -> rule.explanation(context)).toList();
    }

    /// The same, as templates ask for it, who know no names: `@newPasswordRules.advice(15)`.
    public List<PasswordAdvice> advice(int minimumLength) {
        return advice(new PasswordContext(minimumLength, List.of()));
    }
}
