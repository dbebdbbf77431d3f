package org.regain.signin;

import org.regain.account.AccountId;
import org.regain.verification.Method;
import org.regain.web.Exchange;
import org.regain.web.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// "Confirm it's you": the password, or a passkey where there is one.
@Component
class ConfirmPage {

    private final OwnNames names;
    private final SecondFactors methods;
    private final PasskeySignInChallenge challenge;

    ConfirmPage(OwnNames names, SecondFactors methods, PasskeySignInChallenge challenge) {
        this.names = names;
        this.methods = methods;
        this.challenge = challenge;
    }

    String show(ConfirmFor what, AccountId who, Exchange exchange) {
        var model = exchange.model();
        model.addAttribute("what", what.name());
        model.addAttribute("back", what.back());
        model.addAttribute("username", names.of(who).orElse(""));
        if (methods.of(who).contains(Method.PASSKEY)) {
            model.addAttribute("options", challenge.ask(exchange.request()));
        }
        return "signin/confirm-identity";
    }

    /// With a sentence that says what was refused and what to do.
    String refuse(ConfirmFor what, AccountId who, Exchange exchange, HttpStatus status, Refusal refusal) {
        exchange.refuse(status, refusal);
        return show(what, who, exchange);
    }
}
