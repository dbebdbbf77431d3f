package org.regain.signin;

import org.regain.signin.PendingSignIn.Asked;
import org.regain.signin.PendingSignIn.Choosing;
import org.regain.signin.PendingSignIn.Over;
import org.regain.verification.Method;
import org.regain.verification.PasskeyProofs;
import org.regain.web.Exchange;
import org.regain.web.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.ModelMap;

/// Which page the state of a pending sign-in is, and what is on it.
@Component
class PendingScreens {

    private final SecondFactors methods;
    private final PasskeyProofs passkeys;
    private final SignInPage signInPage;

    PendingScreens(SecondFactors methods, PasskeyProofs passkeys, SignInPage signInPage) {
        this.methods = methods;
        this.passkeys = passkeys;
        this.signInPage = signInPage;
    }

    /// The sign-in page, saying why one is there again.
    String over(Exchange exchange) {
        return signInPage.to(exchange).refuse(HttpStatus.GONE, Refusal.of("refusal.sign-in.over"));
    }

    /// Fills in what the page needs, and names its template. What is over has no page of its own.
    String show(Exchange exchange, PendingSignIn flow) {
        var model = exchange.model();
        model.addAttribute("at", flow.step());
        model.addAttribute("confirming", Confirming.in(exchange.request()).isPresent());
        return switch (flow) {
            case Choosing choosing -> {
                model.addAttribute(
                        "methods",
                        methods.of(choosing.account()).stream()
                                .map(Method::name)
                                .toList());
                yield "signin/verify";
            }
            case Asked asked -> {
                model.addAttribute("others", methods.of(asked.account()).size() > 1);
                yield answerPage(model, asked);
            }
            case Over() -> throw new IllegalArgumentException("It is over");
        };
    }

    private String answerPage(ModelMap model, Asked flow) {
        return switch (flow.challenge().method()) {
            case TOTP -> {
                model.addAttribute("kept", "app");
                yield "signin/verify-code";
            }
            case SAVED_CODE -> {
                model.addAttribute("kept", "saved");
                yield "signin/verify-code";
            }
            case PASSKEY -> {
                model.addAttribute("options", passkeys.options(flow.challenge()));
                yield "signin/verify-passkey";
            }
            case EMAIL, SMS -> throw new IllegalArgumentException("What is sent is no second factor");
        };
    }
}
