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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.regain.directory.Directory;
import org.regain.directory.DirectoryAway;
import org.regain.directory.EntryId;
import org.regain.secret.Password;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Who is in a [TestDirectory], and what its administrators do to them past Regain: [#setPasswordBeneath], [#disable], [#remove].
public abstract class TestDirectoryRoom {

    /// How many wrong passwords lock somebody there; the last two of them are never tried for Regain.
    public static final int LOCKED_AFTER = 5;

    final Map<EntryId, TestDirectoryPerson> people = new LinkedHashMap<>();
    final Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-97));
    Instant latest = Instant.EPOCH;
    Directory.Policy policy = new Directory.Policy(0, 0, true, Duration.ZERO, false, false);
    private final AtomicInteger policiesAsked = new AtomicInteger();
    private final AtomicInteger looks = new AtomicInteger();
    volatile CountDownLatch silence = new CountDownLatch(0);
    boolean away;
    int silentAfter = Integer.MAX_VALUE;
    boolean answerLost;
    boolean requestLost;
    boolean copiesLag;
    int written;
    final List<EntryId> tried = new ArrayList<>();

    /// Somebody new there.
    public synchronized EntryId add(String userName, String password, String... mails) {
        var id = new EntryId("00000000-0000-4000-8000-%012x".formatted(people.size() + 1));
        var person = new TestDirectoryPerson(userName, List.of(mails));
        person.set(typed(password), now());
        people.put(id, person);
        return id;
    }

    /// Whether who is asked for somebody hears of no new password from now on, as one of several servers may not for a while.
    public final synchronized void copiesLag(boolean lag) {
        copiesLag = lag;
        people.values().forEach(it -> it.heardOf = it.changedAt);
    }

    /// As many people `person0`, `person1`, … with an address each and one password.
    public final synchronized TestDirectoryRoom addMany(int many, String password) {
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
        copiesLag = false;
        silence = new CountDownLatch(0);
        policy = new Directory.Policy(0, 0, true, Duration.ZERO, false, false);
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

    /// As it stands in `preferredLanguage`.
    public void speaks(EntryId id, String language) {
        edit(id, it -> it.language = language);
    }

    public void disable(EntryId id) {
        edit(id, it -> it.disabled = true);
    }

    public void enable(EntryId id) {
        edit(id, it -> it.disabled = false);
    }

    public void hide(EntryId id, boolean hidden) {
        edit(id, it -> it.unread = hidden);
    }

    /// They run the directory from now on.
    public void promote(EntryId id) {
        edit(id, it -> it.privileged = true);
    }

    /// As if they had guessed too often at another door.
    public void lock(EntryId id) {
        edit(id, it -> {
            it.wrong = LOCKED_AFTER;
            it.lockedAt = now();
        });
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
    public synchronized void demand(Directory.Policy asked) {
        policy = asked;
    }

    /// Whoever asks what is asked of a password waits until this is counted down.
    public void sayNoPolicyBefore(CountDownLatch end) {
        silence = end;
    }

    /// How often anybody asked.
    public final int policiesAsked() {
        return policiesAsked.get();
    }

    /// How often anybody looked at somebody.
    public final int looks() {
        return looks.get();
    }

    /// @throws IllegalStateException inside a transaction, which would wait for a directory
    void isLookedAt() {
        looks.incrementAndGet();
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("A transaction waits for the directory");
        }
    }

    void policyIsSaid() {
        policiesAsked.incrementAndGet();
        try {
            silence.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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

    /// Whose passwords were tried, whether or not there is anybody of that name.
    public final synchronized List<EntryId> tried() {
        return List.copyOf(tried);
    }

    /// How many passwords Regain has written.
    public synchronized int written() {
        return written;
    }

    void listen() {
        if (away) {
            throw new DirectoryAway(new IOException("No server answers"));
        }
    }

    boolean requestIsLost() {
        var lost = requestLost;
        requestLost = false;
        return lost;
    }

    boolean answerIsLost() {
        var lost = answerLost;
        answerLost = false;
        return lost;
    }

    Optional<TestDirectoryPerson> known(EntryId id) {
        return Optional.ofNullable(people.get(id)).filter(it -> it != TestDirectoryPerson.NOBODY);
    }

    private synchronized void edit(EntryId id, Consumer<TestDirectoryPerson> change) {
        change.accept(known(id).orElseThrow());
    }

    /// No two passwords are set at one time; as fine as a database keeps it.
    Instant now() {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        latest = now.isAfter(latest) ? now : latest.plus(1, ChronoUnit.MICROS);
        return latest;
    }

    static Password typed(String password) {
        return Password.of(password).orElseThrow();
    }
}
