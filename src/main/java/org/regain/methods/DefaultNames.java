package org.regain.methods;

import java.util.Optional;
import org.regain.verification.Method;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/// What a method is called whose holder gives it no name: its kind, in the language of the page.
@Component
class DefaultNames {

    private final MessageSource words;

    DefaultNames(MessageSource words) {
        this.words = words;
    }

    /// The name that was typed, or the kind's where none was; empty for what can be no name.
    Optional<MethodName> orDefault(String typed, Method kind) {
        return typed.isBlank()
                ? Optional.of(new MethodName(
                        words.getMessage("methods.add." + kind.name(), null, LocaleContextHolder.getLocale())))
                : MethodName.of(typed);
    }
}
