package org.regain.portal;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.regain.portal.Asked.Prompt;

/// What is done about a portal's request, worked out from the request and from how somebody is signed in. It reads neither clock nor
/// database.
sealed interface Decision {

    /// They go back to the portal with a code.
    record Open() implements Decision {}

    /// They sign in first, as whoever they are.
    record SignIn() implements Decision {}

    /// They show first once more that they are who is signed in.
    record Confirm() implements Decision {}

    /// They say first whether the portal may know what it asks for.
    record Ask() implements Decision {}

    /// The portal is told that it cannot be.
    record Refuse(String error) implements Decision {}

    /// Works it out.
    ///
    /// @param standing empty: nobody is signed in
    /// @param since when the request came, where it has waited for a sign-in; null where it has just come
    /// @param somebodyElse the portal named somebody, and not whom this session is of
    /// @param consent of whoever is signed in
    static Decision of(
            Asked asked,
            Optional<Standing> standing,
            @Nullable Instant since,
            boolean somebodyElse,
            Consent consent,
            Instant now) {
        if (asked.otherLevel()) {
            return new Refuse("unmet_authentication_requirements");
        }
        if (standing.isEmpty()) {
            return asked.asks(Prompt.NONE) ? new Refuse("login_required") : new SignIn();
        }
        if (consent == Consent.REFUSED) {
            return new Refuse("access_denied");
        }
        // As where nobody is signed in: else it would learn that somebody is, and by its hint who, before anybody allowed it.
        if (consent == Consent.MISSING && asked.asks(Prompt.NONE)) {
            return new Refuse("login_required");
        }
        var here = standing.get();
        // Whoever has signed in since then has done all that signing in can do.
        var anew = since != null && !here.authTime().isBefore(since);
        if (anew && somebodyElse) {
            return refuse("login_required", consent);
        }
        var level = asked.twoClasses() && !here.acr().equals("aal2");
        if (level && (anew || !here.stepUp())) {
            return refuse("unmet_authentication_requirements", consent);
        }
        if ((anew && !here.outgrown()) || (!somebodyElse && !level && !isTooOld(asked, here, now))) {
            return open(asked, consent);
        }
        if (asked.asks(Prompt.NONE)) {
            return new Refuse("login_required");
        }
        return somebodyElse || asked.asks(Prompt.SELECT_ACCOUNT) ? new SignIn() : new Confirm();
    }

    /// Nothing is told without consent where that is needed, and who asks that people be asked (`prompt=consent`) has them asked.
    private static Decision open(Asked asked, Consent consent) {
        if (consent == Consent.GIVEN || (consent == Consent.KEPT && !asked.asks(Prompt.CONSENT))) {
            return new Open();
        }
        return asked.asks(Prompt.NONE) ? new Refuse("consent_required") : new Ask();
    }

    /// What cannot be says something of whoever is here, so that they are asked first.
    private static Decision refuse(String error, Consent consent) {
        return consent == Consent.MISSING ? new Ask() : new Refuse(error);
    }

    private static boolean isTooOld(Asked asked, Standing here, Instant now) {
        return here.outgrown()
                || asked.asks(Prompt.LOGIN)
                || asked.asks(Prompt.SELECT_ACCOUNT)
                || (asked.maxAge() != null
                        && here.authTime().plus(asked.maxAge()).isBefore(now));
    }
}
