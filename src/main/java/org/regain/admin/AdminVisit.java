package org.regain.admin;

import jakarta.servlet.http.HttpSession;
import java.util.Map;
import java.util.Optional;
import org.regain.sessions.Acting;
import org.regain.signin.ConfirmFor;
import org.regain.web.Exchange;
import org.regain.web.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.ui.ModelMap;

/// One request of an administrator: who it is, by which sign-in they act, and the ways to answer.
final class AdminVisit {

    private static final String DONE = "admin.done";
    private static final String WRITTEN_TO = "admin.written-to";
    private static final String BACK = "admin.back";
    private static final String TYPED = "admin.typed";

    private final Administrator administrator;
    private final Acting by;
    private final Exchange exchange;
    private final HttpSession session;

    AdminVisit(Administrator administrator, Acting by, Exchange exchange) {
        this.administrator = administrator;
        this.by = by;
        this.exchange = exchange;
        this.session = exchange.request().getSession();
    }

    Administrator administrator() {
        return administrator;
    }

    Acting by() {
        return by;
    }

    ModelMap model() {
        return exchange.model();
    }

    /// A page of the console, saying once what has just been done.
    ///
    /// @param section the part of the console it belongs to, as in `console.<section>`
    String page(String section, String template) {
        if (session.getAttribute(DONE) instanceof String word) {
            session.removeAttribute(DONE);
            model().addAttribute("done", word);
            model().addAttribute("writtenTo", session.getAttribute(WRITTEN_TO));
            session.removeAttribute(WRITTEN_TO);
        }
        session.removeAttribute(TYPED);
        model().addAttribute("section", section);
        model().addAttribute("administrator", administrator);
        return "admin/" + template;
    }

    /// To another page of the console, which says this once: a key of `done`.
    String done(String word, String path) {
        session.setAttribute(DONE, word);
        return "redirect:" + path;
    }

    /// The same, naming the address to which a mail goes, as it is written to.
    String done(String word, String path, String address) {
        session.setAttribute(WRITTEN_TO, address);
        return done(word, path);
    }

    /// A page of the console, saying what was refused.
    String refuse(Refusal refusal, String section, String template) {
        exchange.refuse(HttpStatus.UNPROCESSABLE_CONTENT, refusal);
        return page(section, template);
    }

    /// To the page that asks for a fresher proof, and back to this one.
    ///
    /// @param path of a page of the console, never anything out of a request
    String confirm(String path) {
        session.setAttribute(BACK, path);
        return "redirect:" + ConfirmFor.CONSOLE.ask();
    }

    /// The same, with what was typed: [#typed] gives it to the first page of the console that is opened afterwards, if it is
    /// that one.
    ///
    /// @param typed by the names of the fields; nothing that is a secret
    String confirm(String path, Map<String, String> typed) {
        session.setAttribute(TYPED, TypedFields.write(path, typed));
        return confirm(path);
    }

    /// What was typed on this page before a fresher proof was asked for; mostly nothing.
    Map<String, String> typed(String path) {
        return session.getAttribute(TYPED) instanceof String written ? TypedFields.read(path, written) : Map.of();
    }

    /// Where somebody was before they proved once more who they are; once.
    Optional<String> back() {
        var path = session.getAttribute(BACK);
        session.removeAttribute(BACK);
        return Optional.ofNullable((String) path);
    }
}
