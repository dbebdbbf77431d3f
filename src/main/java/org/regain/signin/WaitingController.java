package org.regain.signin;

import jakarta.servlet.http.HttpServletRequest;
import org.regain.audit.Origin;
import org.regain.sessions.SignInRef;
import org.regain.sessions.Subscriber;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/// The button beside "Somebody is waiting to get into your account".
@Controller
class WaitingController {

    private final ObjectToWaiting objecting;

    WaitingController(ObjectToWaiting objecting) {
        this.objecting = objecting;
    }

    @PostMapping("/waiting/stop")
    String stop(@AuthenticationPrincipal Subscriber me, HttpServletRequest request) {
        SignInRef.of(request).ifPresent(signIn -> objecting.object(me.account(), signIn, Origin.of(request)));
        return "redirect:/";
    }
}
