package org.regain.roster;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.regain.account.Account.State;
import org.regain.account.AccountId;
import org.regain.directory.EntryId;
import org.regain.password.DirectoryMoves.Way;

/// Somebody of the organisation, and where their password is kept.
///
/// @param kept null where they have none yet
/// @param way what is offered to them; null: nothing
/// @param entry the one that they are in the directory, or that is offered to them
/// @param shown what an operator knows them by
/// @param keys what they sign in with, as it is looked up
/// @param administers whether they are a global administrator
record ToMove(
        AccountId account,
        State state,
        @Nullable Kept kept,
        @Nullable Way way,
        @Nullable EntryId entry,
        String shown,
        Set<String> keys,
        boolean administers) {

    /// The names are those of the database.
    enum Kept {
        HERE,
        THERE
    }

    ToMove {
        keys = Set.copyOf(keys);
    }

    /// The first of them, for a sentence.
    static String names(List<ToMove> people) {
        var named = people.stream().map(ToMove::shown).sorted().limit(NAMED).toList();
        var more = people.size() - named.size();
        return String.join(", ", named) + (more == 0 ? "" : " and " + more + " more");
    }

    private static final int NAMED = 20;
}
