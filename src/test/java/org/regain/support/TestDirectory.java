package org.regain.support;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.regain.directory.Directory;
import org.regain.directory.DirectoryAway;
import org.regain.directory.DirectoryView;
import org.regain.directory.Entry;
import org.regain.directory.EntryId;
import org.regain.secret.Password;

/// An organisation's directory that lives in the test, as Regain speaks to it: its own clock, which is not ours, its own locks, rules and
/// history, and answers that get lost.
public final class TestDirectory extends TestDirectoryRoom implements Directory, DirectoryView {

    private boolean tellsOnlyWhoAsks;

    /// What is hidden of somebody looks like what is not there, unless they are asked for by name: as OpenLDAP has it, and 389 Directory Server.
    public synchronized void tellOnlyWhoAsks() {
        tellsOnlyWhoAsks = true;
    }

    @Override
    public void people(Consumer<Entry> each) {
        var found = new ArrayList<Entry>();
        int answered;
        synchronized (this) {
            listen();
            people.forEach((id, it) -> (tellsOnlyWhoAsks ? it.entryAsRead(id) : it.entry(id)).ifPresent(found::add));
            answered = silentAfter;
        }
        found.stream().limit(answered).forEach(each);
        if (answered < found.size()) {
            throw new DirectoryAway(new IOException("The connection broke off"));
        }
    }

    /// They have to choose another password, and until then nobody is told when theirs was set, as Active Directory has it.
    public synchronized void mustChange(EntryId id) {
        expire(id);
        known(id).orElseThrow().timeless = true;
    }

    /// By whoever runs the directory.
    public synchronized void unlockAtTheDesk(EntryId id) {
        known(id).orElseThrow().wrong = 0;
    }

    @Override
    public synchronized Optional<Entry> find(EntryId id) {
        listen();
        return known(id).flatMap(it -> copiesLag ? it.entryElsewhere(id) : it.entry(id));
    }

    @Override
    public synchronized Checked check(EntryId id, Password password) {
        listen();
        tried.add(id);
        var person = known(id).filter(it -> !it.disabled).orElse(null);
        if (person == null) {
            return new Checked.Disabled();
        }
        if (!person.mayBeTried()) {
            return new Checked.Locked();
        }
        if (!person.is(password)) {
            person.wrong++;
            return new Checked.Wrong();
        }
        person.wrong = 0;
        return person.expired ? new Checked.Expired() : new Checked.Right();
    }

    @Override
    public synchronized Written reset(EntryId id, Password password) {
        return policy.ageHolds() && isYoung(id)
                ? new Written.Refused(Rule.AGE)
                : write(id, _ -> true, policy.historyHolds(), password);
    }

    @Override
    public synchronized Written change(EntryId id, Password old, Password password) {
        return isYoung(id) ? new Written.Refused(Rule.AGE) : write(id, it -> it.isTyped(old), true, password);
    }

    private boolean isYoung(EntryId id) {
        return known(id)
                .filter(it -> it.changedAt.plus(policy.age()).isAfter(clock.instant()))
                .isPresent();
    }

    private Written write(
            EntryId id, Predicate<TestDirectoryPerson> mayWrite, boolean historyHolds, Password password) {
        listen();
        var person = known(id).orElse(null);
        if (person == null) {
            return new Written.NotPermitted();
        }
        if (person.privileged) {
            return new Written.Privileged();
        }
        if (person.disabled) {
            return new Written.NotPermitted();
        }
        if (requestIsLost()) {
            return new Written.Unknown();
        }
        if (!mayWrite.test(person)) {
            return new Written.WrongOld();
        }
        if (password.length() < policy.length()) {
            return new Written.Refused(Rule.LENGTH);
        }
        if (historyHolds && person.had(password, policy.history())) {
            return new Written.Refused(Rule.HISTORY);
        }
        person.set(password, now());
        person.wrong = 0;
        written++;
        return answerIsLost() ? new Written.Unknown() : new Written.Done(person.changedAt);
    }

    @Override
    public synchronized Unlocked unlock(EntryId id) {
        listen();
        var person = known(id).filter(it -> !it.privileged && !it.disabled).orElse(null);
        if (person == null) {
            return Unlocked.NOT_PERMITTED;
        }
        if (requestIsLost()) {
            return Unlocked.UNKNOWN;
        }
        person.wrong = 0;
        return answerIsLost() ? Unlocked.UNKNOWN : Unlocked.DONE;
    }

    @Override
    public Optional<Policy> policy(EntryId id) {
        policyIsSaid();
        synchronized (this) {
            listen();
            return known(id).map(_ -> policy);
        }
    }

    @Override
    public synchronized Sight look(EntryId id) {
        isLookedAt();
        return away
                ? new Sight.Away()
                : known(id).<Sight>map(TestDirectoryPerson::sight).orElseGet(Sight.Nobody::new);
    }

    @Override
    public synchronized List<String> missing() {
        return away ? List.of("No server answers.") : List.of();
    }
}
