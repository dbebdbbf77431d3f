package org.regain.law.histories;

import java.util.ArrayList;
import java.util.List;
import org.regain.law.histories.Step.Actor;

/// What the model remembers, each as few words as it takes. Times are seconds since the beginning.
final class Rows {

    static final long NEVER = Long.MAX_VALUE;

    private Rows() {}

    /// A way to prove who one is, and what it amounts to. A step names it by its place here: see [#pick].
    enum Way {
        EMAIL("ISSUED", 1),
        TOTP("TOTP", 1),
        SAVED_CODE("SAVED", 1),
        PASSKEY("PASSKEY", 2),
        SMS("ISSUED", 1);

        final String kind;
        final int weight;

        Way(String kind, int weight) {
            this.kind = kind;
            this.weight = weight;
        }

        /// The pick of a step that means this way.
        int pick() {
            return List.of(values()).indexOf(this);
        }

        boolean sent() {
            return this == EMAIL || this == SMS;
        }

        boolean factor() {
            return this == TOTP || this == PASSKEY;
        }
    }

    /// A method: an address, a number, an app, a passkey, or one saved code.
    static final class Method {
        final String id;
        final Way way;
        /// Who holds it. The mailbox of the beginning is read by somebody else too.
        final Actor whose;
        /// When somebody in a session first brought it in; for a saved code, that which it took the place of.
        final long root;
        final String addedIn;
        long addedAt;
        long servesFrom;
        boolean confirmed = true;
        boolean setAside;
        boolean used;
        long removedAt = NEVER;
        int version = 1;

        Method(String id, Way way, Actor whose, long root, String addedIn, long addedAt, long servesFrom) {
            this.id = id;
            this.way = way;
            this.whose = whose;
            this.root = root;
            this.addedIn = addedIn;
            this.addedAt = addedAt;
            this.servesFrom = servesFrom;
        }

        boolean live() {
            return removedAt == NEVER && !used;
        }

        Method copy() {
            var copy = new Method(id, way, whose, root, addedIn, addedAt, servesFrom);
            copy.confirmed = confirmed;
            copy.setAside = setAside;
            copy.used = used;
            copy.removedAt = removedAt;
            copy.version = version;
            return copy;
        }
    }

    /// What was proven, when, and from when it serves by itself.
    record Proof(String method, Way way, long at, long servesFrom, int version) {}

    enum Purpose {
        RECOVERY,
        SIGN_IN,
        CLAIM;

        long life() {
            return (this == CLAIM ? 60 : 15) * World.MINUTE;
        }
    }

    /// A recovery, a sign-in or a claim.
    static final class Flow {
        final String id;
        final Actor by;
        final Purpose purpose;
        final long openedAt;
        /// The version of the password that was typed; 0 where none was.
        final int typed;
        final List<Proof> proofs = new ArrayList<>();
        boolean ended;
        String outcome = "";
        long completedAt;
        int epoch;
        int tries;
        /// Of a name that is nobody's.
        boolean decoy;

        Flow(String id, Actor by, Purpose purpose, long openedAt, int typed) {
            this.id = id;
            this.by = by;
            this.purpose = purpose;
            this.openedAt = openedAt;
            this.typed = typed;
        }

        /// Its browser's handle, another one after each proof.
        String key() {
            return id + " key " + (purpose == Purpose.SIGN_IN && typed == 0 ? 0 : proofs.size());
        }

        boolean open(long now) {
            return !ended && outcome.isEmpty() && openedAt + purpose.life() > now;
        }

        Flow copy() {
            var copy = new Flow(id, by, purpose, openedAt, typed);
            copy.proofs.addAll(proofs);
            copy.ended = ended;
            copy.outcome = outcome;
            copy.completedAt = completedAt;
            copy.epoch = epoch;
            copy.tries = tries;
            copy.decoy = decoy;
            return copy;
        }
    }

    /// Somebody waits, having shown this.
    record Waiting(Way way, String method, int version, long askedAt, long until, long lapsesAt) {}

    /// A link of a notice.
    record Link(String id, String to, String kind, long takesFrom, long made, boolean used) {
        static final long LIFE = 21 * 24 * 3600;

        boolean live(long now) {
            return !used && made + LIFE > now;
        }
    }

    /// A claim link, and the claim that was begun by it last.
    record ClaimLink(String id, long made, String flow) {
        static final long LIFE = 72 * World.HOUR;

        boolean live(long now) {
            return made + LIFE > now;
        }
    }

    /// A line of the audit.
    record Line(String kind, long at) {}
}
