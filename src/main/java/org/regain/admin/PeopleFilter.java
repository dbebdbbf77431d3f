package org.regain.admin;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.regain.account.Account;
import org.regain.account.NameKey;
import org.regain.account.Role;
import org.regain.typed.Typed;

/// Whom the list of people shows. Everything may be missing; what is no such word is as good as missing.
///
/// @param q a part of a name, in any case
/// @param after the key of the last person on the page before
record PeopleFilter(
        String q,
        Account.@Nullable State state,
        @Nullable Role role,
        @Nullable Ready readiness,
        @Nullable String after) {

    private static final int LONGEST = 254;

    /// How likely somebody would get back in today, as it was computed last.
    enum Ready {
        READY,
        AT_RISK,
        NOT_READY
    }

    static PeopleFilter of(
            @Nullable String q,
            @Nullable String state,
            @Nullable String role,
            @Nullable String readiness,
            @Nullable String after) {
        var text = q == null ? "" : Typed.plain(q);
        return new PeopleFilter(
                text.substring(0, Math.min(text.length(), LONGEST)),
                named(Account.State.values(), state).orElse(null),
                named(Role.values(), role).orElse(null),
                named(Ready.values(), readiness).orElse(null),
                after);
    }

    /// What a name has to look like for `like`, with a backslash before what would mean something there.
    String pattern() {
        // An address is looked for as it is kept: a domain in other letters by its A-label.
        var wanted = q.indexOf('@') > 0 ? NameKey.of(q).map(NameKey::text).orElse(q) : q;
        return "%" + wanted.toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }

    /// Whether anybody at all is shown.
    boolean isEmpty() {
        return q.isEmpty() && state == null && role == null && readiness == null;
    }

    private static <E extends Enum<E>> Optional<E> named(E[] all, @Nullable String name) {
        return Arrays.stream(all).filter(it -> it.name().equals(name)).findFirst();
    }
}
