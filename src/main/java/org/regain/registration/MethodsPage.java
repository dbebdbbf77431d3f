package org.regain.registration;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.registration.MethodsView.CodesLeft;
import org.regain.registration.MethodsView.Row;
import org.regain.signin.SessionStanding;
import org.regain.signin.SessionStandings;
import org.regain.verification.MethodsInUse;
import org.regain.verification.SavedCodes;
import org.springframework.stereotype.Component;
import org.springframework.ui.ModelMap;

/// What is on "My sign-in methods", and on the pages that speak of readiness.
@Component
class MethodsPage {

    private final OwnMethods methods;
    private final MethodsInUse inUse;
    private final SessionStandings standings;
    private final Clock clock;

    MethodsPage(OwnMethods methods, MethodsInUse inUse, SessionStandings standings, Clock clock) {
        this.methods = methods;
        this.inUse = inUse;
        this.standings = standings;
        this.clock = clock;
    }

    String list(AccountId account, ModelMap model) {
        model.addAttribute("view", view(account));
        return "registration/methods";
    }

    /// What this session may still do.
    SessionStanding standing(Acting by) {
        return standings.of(by.proof());
    }

    Readiness readiness(Owned owned) {
        return Readiness.of(owned.holding(usable()), usable(), clock.instant());
    }

    /// Whether there are saved codes that new ones would take the place of.
    boolean hasCodes(AccountId account) {
        return methods.of(account).codesLeft() > 0;
    }

    /// The kinds of methods that this Regain can ask for.
    List<Way> usable() {
        return Arrays.stream(Way.values())
                .filter(way -> inUse.includes(way.method()))
                .toList();
    }

    private MethodsView view(AccountId account) {
        var now = clock.instant();
        var owned = methods.of(account);
        var holding = owned.holding(usable());
        return new MethodsView(
                readiness(owned),
                owned.passwordChangedAt(),
                rows(owned, Way.PASSKEY, holding, now),
                rows(owned, Way.TOTP, holding, now),
                rows(owned, Way.EMAIL, holding, now),
                rows(owned, Way.SMS, holding, now),
                codes(owned.codes(), now),
                usable());
    }

    private static List<Row> rows(Owned owned, Way way, Holding holding, Instant now) {
        return owned.of(way).stream()
                .map(method -> new Row(
                        method.id(),
                        method.name(),
                        method.addedAt(),
                        method.lastUsedAt(),
                        future(method.held().servesFrom(), now),
                        holding.mayLose(method.held(), now)))
                .toList();
    }

    private static @Nullable CodesLeft codes(Owned.@Nullable Codes codes, Instant now) {
        return codes == null
                ? null
                : new CodesLeft(codes.left(), SavedCodes.COUNT, codes.madeAt(), future(codes.servesFrom(), now));
    }

    private static @Nullable Instant future(Instant at, Instant now) {
        return at.isAfter(now) ? at : null;
    }
}
