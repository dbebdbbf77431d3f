package org.regain.roster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.regain.account.Account.State;
import org.regain.account.AccountId;
import org.regain.account.EmailName;
import org.regain.account.UserName;
import org.regain.directory.Entry;
import org.regain.directory.EntryId;
import org.regain.roster.ToMove.Kept;

/// Who of the people whose password is here is whom in the directory: exactly one entry has their mail address or their user name, and none of that entry's
/// leads to anybody else. It is a guess of whom to ask. Who they are, they prove themselves.
final class Matching {

    private final Map<String, ToMove> byKey = new HashMap<>();
    private final Set<EntryId> taken = new HashSet<>();
    private final Map<AccountId, List<Hit>> hits = new HashMap<>();
    private int entries;

    /// An entry that leads to somebody.
    ///
    /// @param alone whether it leads to nobody else
    private record Hit(Entry entry, boolean alone) {}

    /// Somebody who may be asked, and the entry that they are then to prove to be.
    record Match(ToMove who, EntryId entry) {}

    /// Why somebody is not asked.
    enum Unmatched {
        NO_ENTRY,
        SEVERAL_ENTRIES,
        SEVERAL_PEOPLE,
        DISABLED,
        UNREAD,
        RUNS_THE_DIRECTORY,
        SUSPENDED
    }

    /// @param people everybody of the organisation
    Matching(Collection<ToMove> people) {
        for (var one : people) {
            one.keys().forEach(key -> byKey.put(key, one));
            if (one.kept() != Kept.HERE && one.entry() != null) {
                taken.add(one.entry());
            }
        }
    }

    /// Each once; an entry that is moved meanwhile may come twice.
    void meet(Entry entry) {
        entries++;
        if (!taken.add(entry.id())) {
            return;
        }
        var led = new HashMap<AccountId, ToMove>();
        keys(entry).forEach(key -> {
            var one = byKey.get(key);
            if (one != null) {
                led.put(one.account(), one);
            }
        });
        led.keySet()
                .forEach(it -> hits.computeIfAbsent(it, _ -> new ArrayList<>()).add(new Hit(entry, led.size() == 1)));
    }

    /// How many there were.
    int entries() {
        return entries;
    }

    private static Stream<String> keys(Entry entry) {
        return Stream.concat(
                UserName.of(entry.userName()).map(it -> it.key().text()).stream(),
                entry.mails().stream()
                        .flatMap(it -> EmailName.of(it).stream())
                        .map(it -> it.key().text()));
    }

    /// Why not; nothing where they may be asked ([#entry]).
    private @Nullable Unmatched unmatched(ToMove one) {
        var found = hits.getOrDefault(one.account(), List.of());
        if (found.isEmpty()) {
            return Unmatched.NO_ENTRY;
        } else if (one.state() != State.ACTIVE) {
            return Unmatched.SUSPENDED;
        } else if (found.size() > 1) {
            return Unmatched.SEVERAL_ENTRIES;
        }
        var hit = found.getFirst();
        if (!hit.alone()) {
            return Unmatched.SEVERAL_PEOPLE;
        } else if (hit.entry().privileged()) {
            return Unmatched.RUNS_THE_DIRECTORY;
        }
        return switch (hit.entry().access()) {
            case GIVEN -> null;
            case DENIED -> Unmatched.DISABLED;
            case UNKNOWN -> Unmatched.UNREAD;
        };
    }

    /// Who may be asked.
    List<Match> matches() {
        return here().filter(it -> unmatched(it) == null)
                .map(it -> new Match(it, entry(it)))
                .toList();
    }

    private EntryId entry(ToMove one) {
        return hits.getOrDefault(one.account(), List.of()).getFirst().entry().id();
    }

    /// Who is not, by why.
    Map<Unmatched, List<ToMove>> others() {
        var others = new LinkedHashMap<Unmatched, List<ToMove>>();
        for (var why : Unmatched.values()) {
            var people = here().filter(it -> unmatched(it) == why).toList();
            if (!people.isEmpty()) {
                others.put(why, people);
            }
        }
        return others;
    }

    private Stream<ToMove> here() {
        return byKey.values().stream().filter(it -> it.kept() == Kept.HERE).distinct();
    }
}
