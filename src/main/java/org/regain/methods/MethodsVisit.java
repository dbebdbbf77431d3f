package org.regain.methods;

import jakarta.servlet.http.HttpSession;
import java.util.Base64;
import java.util.Optional;
import org.regain.account.AccountId;
import org.regain.secret.Token;
import org.regain.sessions.Acting;
import org.regain.sessions.SessionStanding;
import org.regain.signin.ConfirmFor;
import org.regain.web.Exchange;
import org.regain.web.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.ui.ModelMap;

/// One request of somebody signed in about their own methods: who it is, what their session keeps for the next step, and
/// the ways to answer.
final class MethodsVisit {

    static final String LIST = "/account/methods";

    private static final String TRY = "try";
    private static final String CHALLENGE = "challenge";
    private static final String DONE = "done";

    private final Acting by;
    private final MethodsPage page;
    private final HttpSession session;
    private final Exchange exchange;

    MethodsVisit(Acting by, MethodsPage page, Exchange exchange) {
        this.by = by;
        this.page = page;
        this.session = exchange.request().getSession();
        this.exchange = exchange;
    }

    Acting by() {
        return by;
    }

    AccountId account() {
        return by.account();
    }

    ModelMap model() {
        return exchange.model();
    }

    /// The list, and once what has just been done.
    String list() {
        if (session.getAttribute(DONE) instanceof String word) {
            session.removeAttribute(DONE);
            model().addAttribute("done", word);
        }
        return page.list(by.account(), model());
    }

    /// To the list, which says this once: a key of `methods.done`.
    String done(String word) {
        session.setAttribute(DONE, word);
        return "redirect:" + LIST;
    }

    /// The list, saying what was refused.
    String refuse(HttpStatus status, Refusal refusal) {
        return refuse(status, refusal, page.list(by.account(), model()));
    }

    /// Another page, saying what was refused.
    String refuse(HttpStatus status, Refusal refusal, String template) {
        exchange.refuse(status, refusal);
        return template;
    }

    /// What the database ruled, where it did not do what was asked.
    String refuse(Ruling ruling) {
        return ruling == Ruling.STALE ? stale() : refuse(HttpStatus.UNPROCESSABLE_CONTENT, ruling.refusal());
    }

    /// To the page that asks for a fresher proof and leads back; but where no proof would do, that is said at once.
    String stale() {
        return switch (page.standing(by)) {
            case HELD -> refuse(HttpStatus.FORBIDDEN, Ruling.STALE.refusal());
            case FRESH, OLD, OUTGROWN, OVER -> "redirect:" + ConfirmFor.METHODS.ask();
        };
    }

    /// Whether a change would be refused for want of a fresh proof.
    boolean isStale() {
        return page.standing(by) != SessionStanding.FRESH;
    }

    /// The try that this session has under way, by its handle.
    Optional<Token> tryKey() {
        return session.getAttribute(TRY) instanceof String text ? Token.parse(text) : Optional.empty();
    }

    void keepTry(Token key) {
        session.setAttribute(TRY, key.text());
    }

    void endTry() {
        session.removeAttribute(TRY);
    }

    /// What a new passkey is to sign.
    void keepChallenge(byte[] challenge) {
        session.setAttribute(CHALLENGE, Base64.getEncoder().encodeToString(challenge));
    }

    Optional<byte[]> challenge() {
        return session.getAttribute(CHALLENGE) instanceof String text
                ? Optional.of(Base64.getDecoder().decode(text))
                : Optional.empty();
    }

    /// The same, once and never again, whatever comes of it.
    Optional<byte[]> takeChallenge() {
        var challenge = challenge();
        session.removeAttribute(CHALLENGE);
        return challenge;
    }
}
