package org.regain.methods;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.methods.MethodsView.CodesLeft;
import org.regain.methods.MethodsView.Row;
import org.regain.readiness.Holding;
import org.regain.readiness.Holdings;
import org.regain.readiness.Owned;
import org.regain.sessions.Acting;
import org.regain.sessions.SessionStanding;
import org.regain.sessions.SessionStandings;
import org.regain.verification.Method;
import org.regain.verification.SavedCodes;
import org.springframework.stereotype.Component;
import org.springframework.ui.ModelMap;

/// What is on "My sign-in methods", and on the pages that speak of readiness.
@Component
class MethodsPage {

    private final Holdings holdings;
    private final SessionStandings standings;
    private final Clock clock;

    MethodsPage(Holdings holdings, SessionStandings standings, Clock clock) {
        this.holdings = holdings;
        this.standings = standings;
        this.clock = clock;
    }

    String list(AccountId account, ModelMap model) {
        model.addAttribute("view", view(account));
        return "methods/methods";
    }

    /// What this session may still do.
    SessionStanding standing(Acting by) {
        return standings.of(by.signIn());
    }

    /// Whether there are saved codes that new ones would take the place of.
    boolean hasCodes(AccountId account) {
        return holdings.of(account).codesLeft() > 0;
    }

    private MethodsView view(AccountId account) {
        var now = clock.instant();
        var owned = holdings.of(account);
        var usable = holdings.usable();
        var holding = owned.holding(usable);
        return new MethodsView(
                holdings.readiness(owned),
                owned.passwordChangedAt(),
                Method.SAFEST_FIRST.stream()
                        .filter(kind -> kind != Method.SAVED_CODE)
                        .map(kind -> new MethodsView.Kind(kind, rows(owned, kind, holding, now)))
                        .filter(kind ->
                                usable.contains(kind.method()) || !kind.rows().isEmpty())
                        .toList(),
                codes(owned.codes(), now),
                usable);
    }

    private static List<Row> rows(Owned owned, Method kind, Holding holding, Instant now) {
        return owned.of(kind).stream()
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
