package org.regain.support;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.regain.directory.Directory;
import org.regain.directory.DirectoryAway;
import org.regain.directory.Entry;
import org.regain.directory.EntryId;
import org.regain.secret.Password;

/// An organisation's directory that lives in the test: its own clock, which is not ours, its own locks, rules and history, and answers that
/// get lost. Its administrators do to their people what they like, past Regain: [#setPasswordBeneath], [#disable], [#remove].
public final class TestDirectory implements Directory {

    /// How many wrong passwords lock somebody there; the last of them is never tried for Regain.
    public static final int LOCKED_AFTER = 5;

    private final Map<EntryId, TestDirectoryPerson> people = new LinkedHashMap<>();
    private final Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-97));
    private Instant latest = Instant.EPOCH;
    private Policy policy = new Policy(0, 0, true, Duration.ZERO, false);
    private boolean away;
    private int silentAfter = Integer.MAX_VALUE;
    private boolean answerLost;
    private boolean requestLost;
    private int written;

    /// Somebody new there.
    public synchronized EntryId add(String userName, String password, String... mails) {
        var id = new EntryId("00000000-0000-4000-8000-%012x".formatted(people.size() + 1));
        var person = new TestDirectoryPerson(userName, List.of(mails));
        person.set(typed(password), now());
        people.put(id, person);
        return id;
    }

    /// As many people `person0`, `person1`, … with an address each and one password.
    public synchronized TestDirectory addMany(int many, String password) {
        for (int i = 0; i < many; i++) {
            add("person" + i, password, "person%d@contoso.example".formatted(i));
        }
        return this;
    }

    /// Nobody is there, and all answer again: another test begins.
    public synchronized void empty() {
        people.replaceAll((_, _) -> TestDirectoryPerson.NOBODY);
        away = false;
        silentAfter = Integer.MAX_VALUE;
        answerLost = false;
        requestLost = false;
        policy = new Policy(0, 0, true, Duration.ZERO, false);
    }

    /// Nobody is called so any more.
    public synchronized void remove(EntryId id) {
        people.replace(id, TestDirectoryPerson.NOBODY);
    }

    public void rename(EntryId id, String userName) {
        edit(id, it -> it.userName = userName);
    }

    public void mails(EntryId id, String... mails) {
        edit(id, it -> it.mails = List.of(mails));
    }

    public void disable(EntryId id) {
        edit(id, it -> it.disabled = true);
    }

    public void enable(EntryId id) {
        edit(id, it -> it.disabled = false);
    }

    /// They run the directory from now on.
    public void promote(EntryId id) {
        edit(id, it -> it.privileged = true);
    }

    /// As if they had guessed too often at another door.
    public void lock(EntryId id) {
        edit(id, it -> it.wrong = LOCKED_AFTER);
    }

    /// Their password is right for nothing but choosing another.
    public void expire(EntryId id) {
        edit(id, it -> it.expired = true);
    }

    /// By whoever runs the directory, past Regain and past every rule.
    public void setPasswordBeneath(EntryId id, String password) {
        edit(id, it -> it.set(typed(password), now()));
    }

    /// What is asked of a password from now on.
    public synchronized void demand(Policy asked) {
        policy = asked;
    }

    /// Whether no server answers.
    public synchronized void away(boolean isAway) {
        away = isAway;
    }

    /// [#people] breaks off after as many.
    public synchronized void breakOffAfter(int many) {
        silentAfter = many;
    }

    /// The next password is written, or lock cleared, and nobody hears of it.
    public synchronized void loseNextAnswer() {
        answerLost = true;
    }

    /// The next password or unlocking never arrives, and nobody hears of that.
    public synchronized void loseNextRequest() {
        requestLost = true;
    }

    /// Whether this is their password, without a try being counted.
    public synchronized boolean has(EntryId id, String password) {
        return requireNonNull(people.get(id)).is(typed(password));
    }

    public synchronized boolean isLocked(EntryId id) {
        return requireNonNull(people.get(id)).wrong >= LOCKED_AFTER;
    }

    /// How many wrong passwords the directory counts of them.
    public synchronized int wrong(EntryId id) {
        return requireNonNull(people.get(id)).wrong;
    }

    /// How many passwords Regain has written.
    public synchronized int written() {
        return written;
    }

    @Override
    public void people(Consumer<Entry> each) {
        var found = new ArrayList<Entry>();
        int answered;
        synchronized (this) {
            listen();
            people.forEach((id, it) -> it.entry(id).ifPresent(found::add));
            answered = silentAfter;
        }
        found.stream().limit(answered).forEach(each);
        if (answered < found.size()) {
            throw new DirectoryAway(new IOException("The connection broke off"));
        }
    }

    @Override
    public synchronized Optional<Entry> find(EntryId id) {
        listen();
        return known(id).flatMap(it -> it.entry(id));
    }

    @Override
    public synchronized Checked check(EntryId id, Password password) {
        listen();
        var person = known(id).filter(it -> !it.disabled).orElse(null);
        if (person == null) {
            return new Checked.Disabled();
        }
        if (person.wrong >= LOCKED_AFTER - 1) {
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
        return write(id, _ -> true, policy.historyHolds(), password);
    }

    @Override
    public synchronized Written change(EntryId id, Password old, Password password) {
        var young = known(id)
                .filter(it -> it.changedAt.plus(policy.age()).isAfter(clock.instant()))
                .isPresent();
        return young ? new Written.Refused(Rule.AGE) : write(id, it -> it.isTyped(old), true, password);
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
        written++;
        return answerIsLost() ? new Written.Unknown() : new Written.Done(person.changedAt);
    }

    @Override
    public synchronized Unlocked unlock(EntryId id) {
        listen();
        var person = known(id).filter(it -> !it.privileged).orElse(null);
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
    public synchronized Optional<Policy> policy(EntryId id) {
        listen();
        return known(id).map(_ -> policy);
    }

    @Override
    public synchronized List<String> missing() {
        return away ? List.of("No server answers.") : List.of();
    }

    private void listen() {
        if (away) {
            throw new DirectoryAway(new IOException("No server answers"));
        }
    }

    private boolean requestIsLost() {
        var lost = requestLost;
        requestLost = false;
        return lost;
    }

    private boolean answerIsLost() {
        var lost = answerLost;
        answerLost = false;
        return lost;
    }

    private Optional<TestDirectoryPerson> known(EntryId id) {
        return Optional.ofNullable(people.get(id)).filter(it -> it != TestDirectoryPerson.NOBODY);
    }

    private synchronized void edit(EntryId id, Consumer<TestDirectoryPerson> change) {
        change.accept(known(id).orElseThrow());
    }

    /// No two passwords are set at one time; as fine as a database keeps it.
    private Instant now() {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        latest = now.isAfter(latest) ? now : latest.plus(1, ChronoUnit.MICROS);
        return latest;
    }

    private static Password typed(String password) {
        return Password.of(password).orElseThrow();
    }
}
