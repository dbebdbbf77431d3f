package org.regain.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.regain.web.Exchange;
import org.regain.web.Refusal;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.ModelMap;
import org.springframework.util.function.SingletonSupplier;

/// The sign-in page, with what a passkey would have to sign. That is new on each showing.
@Component
class SignInPage {

    private final PasskeySignInChallenge challenge;
    private final SingletonSupplier<List<Onward>> onward;

    SignInPage(PasskeySignInChallenge challenge, ObjectProvider<Onward> onward) {
        this.challenge = challenge;
        this.onward = SingletonSupplier.of(() -> onward.stream().toList());
    }

    Showing to(HttpServletRequest request, HttpServletResponse response, ModelMap model) {
        return to(new Exchange(request, response, model));
    }

    Showing to(Exchange exchange) {
        return new Showing(exchange);
    }

    /// The page as the answer to one request.
    final class Showing {

        private final Exchange exchange;

        private Showing(Exchange exchange) {
            this.exchange = exchange;
        }

        String show() {
            onward.obtain().stream()
                    .flatMap(it -> it.name(exchange.request()).stream())
                    .filter(_ -> !exchange.model().containsAttribute("name"))
                    .forEach(name -> exchange.model().addAttribute("name", name));
            exchange.model().addAttribute("options", challenge.ask(exchange.request()));
            return "signin/sign-in";
        }

        /// With a sentence that says what was refused and what to do.
        String refuse(HttpStatus status, Refusal refusal) {
            exchange.refuse(status, refusal);
            return show();
        }
    }
}
