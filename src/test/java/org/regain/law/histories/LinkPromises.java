package org.regain.law.histories;

import static org.regain.law.histories.Promises.promise;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.regain.law.histories.Promises.Told;
import org.regain.law.histories.Rows.Link;

/// What is promised of the links of notices, whoever presses which, and when.
final class LinkPromises {

    /// Notices of what only somebody could do who knew the password, or was let choose one.
    private static final Set<String> ENTRIES =
            Set.of("PASSWORD_RESET", "PASSWORD_CHANGED", "ACCOUNT_UNLOCKED", "ACCOUNT_CLAIMED");

    /// Which password there was when each was written.
    private final Map<String, Integer> passwords = new HashMap<>();

    /// Whoever objects to somebody who was in is heard: a link is used up by nothing that leaves that password as good as it was.
    void keep(Told it) {
        for (var link : it.after().links) {
            if (ENTRIES.contains(link.kind())) {
                var password = passwords.computeIfAbsent(link.id(), _ -> it.after().password);
                promise(
                        !usedUp(it, link) || it.after().compromised || it.after().password > password,
                        "nobody can object to the %s any more".formatted(link.kind()),
                        it);
            }
        }
    }

    private static boolean usedUp(Told it, Link link) {
        return link.used()
                && it.before().links.stream().anyMatch(before -> before.id().equals(link.id()) && !before.used());
    }

    void become(LinkPromises other) {
        passwords.putAll(other.passwords);
    }
}
