package org.regain.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.regain.account.NameKey;
import org.regain.signin.Onward;
import org.regain.web.SecretCookie;
import org.springframework.stereotype.Component;

/// Whom a portal has sent here is led back to it.
@Component
class OnwardToPortal implements Onward {

    private final Errands errands;

    OnwardToPortal(Errands errands) {
        this.errands = errands;
    }

    @Override
    public Optional<String> path(HttpServletRequest request) {
        return SecretCookie.ERRAND.read(request).flatMap(errands::find).map(_ -> "/portal");
    }

    /// The portal's `login_hint`, where it could be somebody's name.
    @Override
    public Optional<String> name(HttpServletRequest request) {
        return SecretCookie.ERRAND
                .read(request)
                .flatMap(errands::find)
                .filter(Errands.Errand::fresh)
                .map(it -> it.fields().getOrDefault("login_hint", ""))
                .filter(it -> NameKey.of(it).isPresent());
    }
}
