package org.regain.sessions;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.util.List;
import org.regain.audit.Origin;
import org.regain.secret.Token;
import org.regain.web.SecretCookie;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.stereotype.Component;

/// Begins a signed-in session: a new name for it, a new CSRF token, and the browser is remembered as known.
@Component
public class SessionStart {

    static final String SOURCE = "source";
    static final String BROWSER = "browser";

    private final SessionSubscribers subscribers;
    private final SessionAuthenticationStrategy strategy;
    private final KnownDevices devices;
    private final SecureRandom random;
    private final Sessions sessions;

    SessionStart(
            SessionSubscribers subscribers,
            SessionAuthenticationStrategy strategy,
            KnownDevices devices,
            SecureRandom random,
            Sessions sessions) {
        this.subscribers = subscribers;
        this.strategy = strategy;
        this.devices = devices;
        this.random = random;
        this.sessions = sessions;
    }

    /// The session goes on under a new name, now that what it rests on was changed by its own holder.
    public void renew(Subscriber renewed, HttpServletRequest request, HttpServletResponse response) {
        var authentication = UsernamePasswordAuthenticationToken.authenticated(renewed, null, List.of());
        strategy.onAuthentication(authentication, request, response);
        subscribers.saveContext(new SecurityContextImpl(authentication), request, response);
        devices.remember(device(request, response), renewed);
    }

    /// Signs somebody in. Whatever session there was is over: nothing of it, and of whoever it was, is carried along.
    public void start(NewSession arriving, HttpServletRequest request, HttpServletResponse response) {
        var before = request.getSession(false);
        if (before != null) {
            SessionSubscribers.account(before).ifPresent(account -> sessions.end(account, before.getId()));
            before.invalidate();
        }
        var authentication = UsernamePasswordAuthenticationToken.authenticated(arriving.subscriber(), null, List.of());
        strategy.onAuthentication(authentication, request, response);
        var context = new SecurityContextImpl(authentication);
        SecurityContextHolder.setContext(context);
        subscribers.saveContext(context, request, response);
        var origin = Origin.of(request);
        request.getSession().setAttribute(SOURCE, origin.source());
        request.getSession().setAttribute(BROWSER, origin.browser());
        arriving.signIn().keep(request);
        if (!arriving.knownBrowser()) {
            devices.remember(device(request, response), arriving.subscriber());
        }
    }

    /// When people have proven once more who they are, their session goes on under a new name, with the newer proof.
    public void goOn(NewSession arriving, HttpServletRequest request, HttpServletResponse response) {
        renew(arriving.subscriber(), request, response);
        arriving.signIn().keep(request);
    }

    private Token device(HttpServletRequest request, HttpServletResponse response) {
        var device = SecretCookie.DEVICE.read(request).orElseGet(() -> Token.random(random));
        SecretCookie.DEVICE.write(response, device);
        return device;
    }
}
