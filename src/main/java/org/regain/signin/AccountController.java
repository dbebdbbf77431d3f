package org.regain.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.regain.account.Account;
import org.regain.account.Accounts;
import org.regain.account.Role;
import org.regain.audit.AuditEvent;
import org.regain.audit.AuditLog;
import org.regain.audit.AuditLog.Entry;
import org.regain.audit.Origin;
import org.regain.password.DirectoryMoves;
import org.regain.sessions.SessionStandings;
import org.regain.sessions.Sessions;
import org.regain.sessions.Subscriber;
import org.regain.verification.RegisteredMethods;
import org.regain.verification.Waitings;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// "Your account": who I am, where I am signed in, what happened.
@Controller
class AccountController {

    private static final int EVENTS_SHOWN = 50;
    private static final String OUTGROWN = "redirect:" + ConfirmFor.SESSIONS.ask();

    /// So few saved codes left are said.
    private static final int FEW_CODES = 3;

    private final Accounts accounts;
    private final Sessions sessions;
    private final AuditLog audit;
    private final RegisteredMethods methods;
    private final SessionStandings standings;
    private final Waitings waitings;
    private final OpenPortals portals;
    private final DirectoryMoves moves;

    AccountController(
            Accounts accounts,
            Sessions sessions,
            AuditLog audit,
            RegisteredMethods methods,
            SessionStandings standings,
            Waitings waitings,
            OpenPortals portals,
            DirectoryMoves moves) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.audit = audit;
        this.methods = methods;
        this.standings = standings;
        this.waitings = waitings;
        this.portals = portals;
        this.moves = moves;
    }

    /// What the page says about the account.
    ///
    /// @param console they have a role for it; whether it opens is seen there
    record Me(String name, String email, String organisation, List<String> roles, boolean console, String locale) {

        static Me of(Account account) {
            var name = account.userName() == null ? account.email() : account.userName();
            var roles = account.roles().stream().sorted().map(Role::name).toList();
            return new Me(
                    name,
                    account.email(),
                    account.organisationName(),
                    roles,
                    account.roles().stream().anyMatch(Role::opensConsole),
                    account.language().tag());
        }
    }

    record SessionForm(String id) {}

    @GetMapping("/")
    String show(@AuthenticationPrincipal Subscriber me, HttpServletRequest request, Model model) {
        var events = audit.newest(me.account(), EVENTS_SHOWN);
        model.addAttribute("account", Me.of(accounts.find(me.account()).orElseThrow()));
        model.addAttribute(
                "sessions", sessions.of(me.account(), request.getSession().getId()));
        model.addAttribute("portals", portals.of(me.account()));
        model.addAttribute("allowed", portals.allowedBy(me.account()));
        model.addAttribute("events", events);
        model.addAttribute("resetNotice", resetSinceLastSignIn(events).orElse(null));
        waitings.of(me.account()).ifPresent(waiting -> model.addAttribute("waiting", waiting));
        moves.offered(me.account()).ifPresent(it -> model.addAttribute("move", it.way()));
        methods.savedCodesLeft(me.account()).stream()
                .filter(left -> left <= FEW_CODES)
                .forEach(left -> model.addAttribute("codesLeft", left));
        return "signin/account";
    }

    @PostMapping("/sessions/end")
    String end(SessionForm form, @AuthenticationPrincipal Subscriber me, HttpServletRequest request) {
        if (standings.isOutgrown(request)) {
            return OUTGROWN;
        }
        sessions.end(me.account(), form.id());
        audit.append(new AuditEvent.SessionsEnded(me.account()), Origin.of(request));
        return "redirect:/";
    }

    @PostMapping("/sessions/end-others")
    String endOthers(@AuthenticationPrincipal Subscriber me, HttpServletRequest request) {
        if (standings.isOutgrown(request)) {
            return OUTGROWN;
        }
        sessions.endOthers(me.account(), request.getSession().getId());
        audit.append(new AuditEvent.SessionsEnded(me.account()), Origin.of(request));
        return "redirect:/";
    }

    /// A reset between this sign-in and the one before it: said on the page, because whoever had the mailbox may have had
    /// the notice too (NIST SP 800-63B-4 § 4.6).
    private static Optional<Entry> resetSinceLastSignIn(List<Entry> newestFirst) {
        var signIns = 0;
        for (var event : newestFirst) {
            if (event.kind().equals("SIGNED_IN") && ++signIns == 2) {
                return Optional.empty();
            }
            if (event.kind().equals("PASSWORD_RESET")) {
                return Optional.of(event);
            }
        }
        return Optional.empty();
    }
}
