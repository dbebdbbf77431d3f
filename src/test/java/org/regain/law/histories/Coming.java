package org.regain.law.histories;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.regain.law.histories.Rows.ClaimLink;
import org.regain.law.histories.Step.Actor;

/// How an account comes to be somebody's, and goes: invitations, claims, deletion.
final class Coming {

    boolean suspended;
    long deletedAt;
    boolean erased;
    /// A mail with a claim link was asked for and is not out yet.
    boolean announced;

    final List<Long> again = new ArrayList<>();
    final List<ClaimLink> links = new ArrayList<>();
    final Map<Actor, String> claim = new EnumMap<>(Actor.class);

    void become(Coming other) {
        suspended = other.suspended;
        deletedAt = other.deletedAt;
        erased = other.erased;
        announced = other.announced;
        again.addAll(other.again);
        links.addAll(other.links);
        claim.putAll(other.claim);
    }
}
