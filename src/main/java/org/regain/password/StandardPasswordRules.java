package org.regain.password;

import java.util.List;
import java.util.Optional;
import org.regain.secret.Password;

/// The rules of NIST SP 800-63B-4, and no others.
final class StandardPasswordRules implements NewPasswordRules, PasswordGuidance {

    private final List<PasswordRule> rules;

    StandardPasswordRules(Blocklist blocklist) {
        var repetitions = new RepetitionRule(blocklist);
        this.rules = List.of(
                new LengthRule(),
                new CharactersRule(),
                new BlocklistRule(blocklist),
                repetitions,
                new ContextWordsRule(blocklist, repetitions));
    }

    @Override
    public List<PasswordRefusal> check(Password password, PasswordContext context) {
        return rules.stream()
                .map(rule -> rule.refusal(password, context))
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public List<PasswordAdvice> advice(PasswordContext context) {
        return rules.stream().map(rule -> rule.explanation(context)).toList();
    }
}
