package org.regain.sessions;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.regain.audit.AuditEvent;
import org.regain.audit.AuditLog;
import org.regain.audit.Origin;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.stereotype.Component;

/// Somebody signs out, here and at the portals that this session led to; that is written down.
@Component
public class SignOut implements LogoutHandler {

    private final AuditLog audit;
    private final Sessions sessions;

    SignOut(AuditLog audit, Sessions sessions) {
        this.audit = audit;
        this.sessions = sessions;
    }

    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        if (authentication != null && authentication.getPrincipal() instanceof Subscriber subscriber) {
            var session = request.getSession(false);
            if (session != null) {
                sessions.end(subscriber.account(), session.getId());
            }
            audit.append(new AuditEvent.SignedOut(subscriber.account()), Origin.of(request));
        }
    }
}
