package org.regain.roster;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.regain.directory.Directory;
import org.regain.directory.Entry;
import org.regain.directory.EntryId;
import org.regain.password.DirectoryMoves;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/// One reading of the whole directory. Whatever it comes upon is done at once, newcomers some at a time; nothing is held while the
/// directory is waited for.
final class Reading {

    private static final Logger LOG = LoggerFactory.getLogger(Reading.class);
    private static final int AT_ONCE = 200;
    /// So many may leave at once, and half of those who are let in here. More of them are rather a wrong base or a missing right than people who left.
    private static final int LEAVING = 10;

    private final Instant since;
    private final JdbcRoster roster;
    private final TransactionTemplate transaction;
    private final DirectoryMoves moves;
    private final Map<EntryId, Known> known;
    private final Map<EntryId, Boolean> setAside;
    private final Set<EntryId> met = new HashSet<>();
    private int unknown;
    private final Map<EntryId, Known> back = new LinkedHashMap<>();
    private final List<Newcomer.Usable> newcomers = new ArrayList<>();
    private final List<Refused> refused = new ArrayList<>();

    Reading(Instant since, JdbcRoster roster, DirectoryMoves moves, TransactionTemplate transaction) {
        this.since = since;
        this.roster = roster;
        this.transaction = transaction;
        this.moves = moves;
        this.known = roster.known();
        this.setAside = roster.setAside();
    }

    /// @throws org.regain.directory.DirectoryAway where it breaks off: what was read until then holds, and nobody is gone
    void all(Directory directory) {
        directory.people(this::meet);
        takeIn();
        letIn(directory);
        missOthers(directory);
        missOffered(directory);
        if (unknown > 0) {
            LOG.warn(
                    "Of {} people of the directory it cannot be read whether it lets them in. They stay as they are. Run: java -jar regain.jar directory check",
                    unknown);
        }
        roster.end(since, refused);
    }

    /// An entry that is moved meanwhile may come twice.
    private void meet(Entry entry) {
        if (!met.add(entry.id())) {
            return;
        }
        if (entry.access() == Entry.Access.UNKNOWN) {
            unknown++;
        }
        var one = known.get(entry.id());
        if (one != null) {
            look(one, entry);
        } else if (setAside.containsKey(entry.id())) {
            lookAtOffered(entry);
        } else if (entry.isLetIn()) {
            switch (Newcomer.of(entry)) {
                case Newcomer.Usable usable -> newcomers.add(usable);
                case Newcomer.Unusable(Entry unusable, Refused.Reason reason) ->
                    refused.add(Refused.of(unusable, reason));
            }
        }
        if (newcomers.size() == AT_ONCE) {
            takeIn();
        }
        if (met.size() % AT_ONCE == 0 && !roster.goesOn(since)) {
            throw new IllegalStateException("Another node reads the directory by now");
        }
    }

    private void look(Known one, Entry entry) {
        var changed = entry.changedAt();
        if (changed != null && one.hasMoved(entry)) {
            roster.found(one.account(), changed, since);
        }
        var named = one.newName(entry).flatMap(name -> roster.called(one.account(), name));
        var reached = one.newMail(entry).flatMap(mail -> roster.reached(one.account(), mail));
        if (!entry.disabled()) {
            named.or(() -> one.unusable(entry))
                    .or(() -> reached)
                    .ifPresent(reason -> refused.add(Refused.of(entry, reason)));
        }
        if (entry.disabled() && one.standsOtherwise(false)) {
            roster.standing(one.account(), false);
        } else if (entry.isLetIn() && one.standsOtherwise(true)) {
            back.put(entry.id(), one);
        }
    }

    /// Whose this is, or was, has an account: nobody else is made of it.
    private void lookAtOffered(Entry entry) {
        if (entry.disabled() && setAside.getOrDefault(entry.id(), false)) {
            moves.isVoid(entry.id());
        }
    }

    private void takeIn() {
        transaction.executeWithoutResult(_ -> newcomers.forEach(it ->
                roster.add(it).ifPresent(reason -> refused.add(Refused.of(it.entry(), reason)))));
        newcomers.clear();
    }

    /// Asked by name once more, which tells whether it is so or only cannot be read.
    private void letIn(Directory directory) {
        back.forEach((entry, one) -> {
            if (directory.find(entry).filter(Entry::isLetIn).isPresent()) {
                roster.standing(one.account(), true);
            } else {
                unknown++;
            }
        });
    }

    private void missOffered(Directory directory) {
        var offered = setAside.entrySet().stream().filter(Map.Entry::getValue).toList();
        var missed = offered.stream().filter(it -> !met.contains(it.getKey())).toList();
        if (isUnlikely(missed.size(), offered.size())) {
            return;
        }
        for (var one : missed) {
            if (directory.find(one.getKey()).isEmpty()) {
                moves.isVoid(one.getKey());
            }
        }
    }

    private void missOthers(Directory directory) {
        // Not those who left long ago: over the years they outnumber whoever is there.
        var standing = known.entrySet().stream()
                .filter(it -> it.getValue().standsOtherwise(false))
                .toList();
        var missed = standing.stream().filter(it -> !met.contains(it.getKey())).toList();
        if (isUnlikely(missed.size(), standing.size())) {
            LOG.warn(
                    "{} of {} people were not found in the directory. Nobody is suspended for it: is it still the same base?",
                    missed.size(),
                    standing.size());
            return;
        }
        for (var one : missed) {
            // Asked by name once more: a page that got lost is no reason to put somebody out.
            if (directory.find(one.getKey()).isEmpty()) {
                roster.standing(one.getValue().account(), false);
            }
        }
    }

    private static boolean isUnlikely(int missed, int all) {
        return missed > LEAVING && missed * 2 > all;
    }
}
