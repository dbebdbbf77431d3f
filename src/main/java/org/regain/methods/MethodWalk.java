package org.regain.methods;

import java.time.Clock;
import org.regain.account.Contact;
import org.regain.account.PhoneNumber;
import org.regain.claim.ClaimWalk;
import org.regain.secret.Code;
import org.regain.secret.Token;
import org.regain.secret.TotpSecret;
import org.regain.sessions.Acting;
import org.regain.verification.Answer;
import org.regain.verification.Totp;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Service;

/// Methods added without a browser, for the demo's people, right after they have claimed their accounts: by the same use
/// cases, with the code out of the text. As with [ClaimWalk] there is no shorter way.
@Service
@Profile("demo")
public class MethodWalk {

    private final NewApp newApp;
    private final AddContact addContact;
    private final RegisterFlows tries;
    private final AnswerTry answerTry;

    MethodWalk(NewApp newApp, AddContact addContact, RegisterFlows tries, AnswerTry answerTry) {
        this.newApp = newApp;
        this.addContact = addContact;
        this.tries = tries;
        this.answerTry = answerTry;
    }

    /// Adds an authenticator app; its secret comes back, to be typed into a real one.
    public TotpSecret addApp(ClaimWalk.Claimed by) {
        return newApp.add(by.acting());
    }

    /// Begins to add a telephone number: a code is texted, and the handle to type it with comes back.
    public Token addPhone(ClaimWalk.Claimed by, PhoneNumber number) {
        return addContact.add(by.acting(), Contact.Kind.PHONE, number.text()) instanceof AddContact.Adding.Sent(var key)
                ? key
                : refused();
    }

    /// Types the code that was texted.
    public void confirmPhone(ClaimWalk.Claimed by, Token key, Code code) {
        var flow = tries.find(key, by.acting().account()).orElseThrow();
        if (!(answerTry.answer(by.acting(), flow, key, new Answer.Sent(code)) instanceof AnswerTry.Tried.Confirmed)) {
            refused();
        }
    }

    private static Token refused() {
        throw new IllegalStateException("A demo person's method was refused");
    }

    /// An authenticator app, and the person who reads its first code off it.
    @Service
    @Profile("demo")
    static class NewApp {

        private final BeginTotp beginTotp;
        private final AwaitedTotps awaited;
        private final ConfirmTotp confirmTotp;
        private final Totp totp;
        private final Clock clock;

        NewApp(BeginTotp beginTotp, AwaitedTotps awaited, ConfirmTotp confirmTotp, Totp totp, Clock clock) {
            this.beginTotp = beginTotp;
            this.awaited = awaited;
            this.confirmTotp = confirmTotp;
            this.totp = totp;
            this.clock = clock;
        }

        TotpSecret add(Acting by) {
            if (beginTotp.begin(by) != Ruling.DONE) {
                refused();
            }
            var shown = awaited.of(by.account()).orElseThrow();
            var name = MethodName.of("Authenticator app").orElseThrow();
            confirmTotp.confirm(by, shown.id(), name, totp.code(shown.secret(), clock.instant()));
            return shown.secret();
        }
    }
}
