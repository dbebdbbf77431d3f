package org.regain.sessions;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.regain.account.AccountId;
import org.regain.account.Language;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.stereotype.Component;

/// Keeps who is signed in as three short texts in the session, and believes them only while the account's epoch is still
/// the one of the sign-in: a reset, a suspension or "This wasn't me" ends a session at its very next request.
@Component
public class SessionSubscribers implements SecurityContextRepository {

    private static final String ACCOUNT = "account";
    private static final String EPOCH = "epoch";
    private static final String LANGUAGE = "language";

    private final CurrentEpochs epochs;
    private final Clock clock;

    SessionSubscribers(CurrentEpochs epochs, Clock clock) {
        this.epochs = epochs;
        this.clock = clock;
    }

    @Override
    @SuppressWarnings("deprecation") // The interface has no other method that must be there.
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        var context = new SecurityContextImpl();
        subscriber(holder.getRequest())
                .ifPresent(who -> context.setAuthentication(
                        UsernamePasswordAuthenticationToken.authenticated(who, null, List.of())));
        return context;
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return request.getSession(false) != null;
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        if (context.getAuthentication() != null
                && context.getAuthentication().getPrincipal() instanceof Subscriber subscriber) {
            var session = request.getSession();
            session.setAttribute(
                    FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME,
                    subscriber.account().toString());
            session.setAttribute(ACCOUNT, subscriber.account().toString());
            session.setAttribute(EPOCH, Integer.toString(subscriber.authEpoch()));
            session.setAttribute(LANGUAGE, subscriber.language().tag());
        }
    }

    /// The language of the account that is signed in, without asking the database.
    public static Optional<Language> language(HttpSession session) {
        return session.getAttribute(LANGUAGE) instanceof String tag ? Language.ofTag(tag) : Optional.empty();
    }

    /// Whose session this is, though it may be over by now.
    static Optional<AccountId> account(HttpSession session) {
        return session.getAttribute(ACCOUNT) instanceof String account
                ? Optional.of(new AccountId(UUID.fromString(account)))
                : Optional.empty();
    }

    private Optional<Subscriber> subscriber(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null
                || !(session.getAttribute(ACCOUNT) instanceof String account)
                || !(session.getAttribute(EPOCH) instanceof String epoch)) {
            return Optional.empty();
        }
        var id = new AccountId(UUID.fromString(account));
        var began = Instant.ofEpochMilli(session.getCreationTime());
        // From sign-in to the end, however busy. Source: NIST SP 800-63B-4 § 5.2.
        var life = epochs.wholeLife(id, Integer.parseInt(epoch));
        if (life.isEmpty() || clock.instant().isAfter(began.plus(life.get()))) {
            session.invalidate();
            return Optional.empty();
        }
        return Optional.of(
                new Subscriber(id, Integer.parseInt(epoch), language(session).orElse(Language.ENGLISH)));
    }
}
