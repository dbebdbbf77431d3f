package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.regain.account.Role;
import org.regain.recovery.RecoveryFlow.Completed;
import org.regain.recovery.RecoveryFlow.Ended;
import org.regain.recovery.WalkBrowser.Answer;
import org.regain.recovery.WalkBrowser.Form;
import org.regain.recovery.WalkModel.Person;
import org.regain.secret.Opener;
import org.regain.support.Deeper;
import org.regain.support.OutboxTap;
import org.regain.support.Seed;
import org.regain.support.TestPostgres;
import org.regain.support.Thoroughness;
import org.regain.support.WithTexts;
import org.regain.verification.Method;
import org.regain.verification.PasskeyProofs;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/// Random walks, thousands in the thorough run, by three browsers through the recoveries of three people. After every step: a password has
/// changed or a lock is gone only where a model that knows nothing of Regain says that it may, and the state in the
/// database is the one that the pure step names.
///
/// `-Dseed=…` repeats a failure, `-Dwalk.count=…` says how many.
@Deeper
@WithTexts
class RandomWalkTest extends RecoveryScene {

    private static final int WALKS = Integer.getInteger("walk.count", Thoroughness.times(200, 600));
    private static final int STEPS = 14;

    @Autowired
    TestPostgres database;

    @Autowired
    Opener opener;

    @Autowired
    ApplicationContext application;

    @Autowired
    PasskeyProofs passkeys;

    OutboxTap tap;
    WalkRows rows;
    WalkBrowser.App app;
    WalkPeople who;
    final List<Person> walked = new ArrayList<>();
    WalkModel model = new WalkModel();
    int resets;
    int unlocks;
    int proofs;
    int compared;

    @BeforeEach
    void threePeople() throws SQLException {
        tap = new OutboxTap(database, opener);
        app = WalkBrowser.App.of(application.getAutowireCapableBeanFactory());
        who = new WalkPeople(people, tap.sql(), baseUrl.toString());
        walked.add(who.person(account, ANA, OLD));
        walked.add(who.person(people.active("bo@contoso.example", OLD), "bo@contoso.example", OLD));
        walked.add(
                who.person(people.active("adam@contoso.example", OLD, Role.GLOBAL_ADMIN), "adam@contoso.example", OLD));
        walked.forEach(who::lock);
        rows = new WalkRows(tap.sql(), walked);
    }

    @AfterEach
    void messagesAreSentAgain() {
        tap.close();
    }

    @Test
    void nothingIsEverFinishedWithoutItsProofs(TestReporter report) {
        var seed = Seed.of(getClass());
        var began = System.nanoTime();
        for (var i = 0; i < WALKS; i++) {
            var walk = seed + i;
            try {
                walk(new Random(walk));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("Walk %d of -Dseed=%d".formatted(i, seed), e);
            }
        }
        report.publishEntry(
                "walks",
                "%d walks in %d s: %d proofs, %d resets, %d unlocks, %d states compared"
                        .formatted(
                                WALKS, (System.nanoTime() - began) / 1_000_000_000, proofs, resets, unlocks, compared));
        // Of few walks hardly any ends in an unlock.
        assertThat(Thoroughness.asked() ? List.of(proofs, resets, unlocks, compared) : List.of(proofs, compared))
                .as("walks that get nowhere show nothing")
                .allMatch(times -> times > WALKS / 50);
    }

    private void walk(Random chance) {
        startAnew();
        var walk = new Walk(chance, walked, passkeys);
        var browsers = List.of(new WalkBrowser(app), new WalkBrowser(app), new WalkBrowser(app));
        var browser = browsers.getFirst();
        for (var step = 0; step < STEPS; step++) {
            // Mostly the same one goes on, or nobody would get far.
            browser = chance.nextInt(10) < 3 ? walk.pick(browsers) : browser;
            var dice = chance.nextInt(100);
            if (browser.key == null || dice < 4) {
                open(walk, browser, chance);
            } else if (dice < 7) {
                browser.key = walk.pick(browsers).key;
            } else if (dice < 10) {
                look(walk, browser);
            } else if (dice < 12) {
                clock.advance(walk.pick(List.of(
                        Duration.ofSeconds(30), Duration.ofMinutes(4), Duration.ofMinutes(9), Duration.ofMinutes(14))));
            } else {
                send(walk, browser);
            }
        }
    }

    /// Everybody is locked, nothing is counted, nothing is known of an app's clock, earlier flows go on existing. Over the days of a
    /// thousand walks more would be learnt of that clock than the model, which knows the hours of one, allows for.
    private void startAnew() {
        model = new WalkModel();
        tap.sql()
                .sql(
                        "delete from regain.limit_count; delete from regain.limit_total; delete from regain.method_guard; update regain.totp set drift_least = -35, drift_most = 35")
                .update();
        for (var person : walked) {
            if (!person.locked) {
                who.lock(person);
            }
            if (person.savedCodes.size() < 4) {
                who.saveCodes(person);
            }
        }
    }

    private void open(Walk walk, WalkBrowser browser, Random chance) {
        var person = walk.pick(walked);
        var nobody = chance.nextInt(8) == 0;
        var answer = browser.open(nobody ? "nobody@contoso.example" : person.name);
        if (answer.fresh() != null) {
            model.begin(answer.fresh(), nobody ? null : person, clock.instant());
        }
        rows.assertNothingWasFinished();
    }

    private void look(Walk walk, WalkBrowser browser) {
        var before = browser.flow();
        browser.look(walk.pick(WalkBrowser.PAGES));
        var after = browser.flow();
        if (before != null && after != null) {
            assertThat(after.head()).isEqualTo(before.head());
        }
        rows.assertNothingWasFinished();
    }

    private void send(Walk walk, WalkBrowser browser) {
        var key = browser.key;
        var before = browser.flow();
        var form = walk.next(before, model.of(key), clock.instant());
        var now = clock.instant();
        var begun = model.of(key);
        var answer = browser.send(form);
        var older = true;
        for (var message : tap.drain()) {
            if (message.tag() == 1 && begun != null && begun.person != null) {
                var asked = message.to().startsWith("+") ? Method.SMS : Method.EMAIL;
                assertThat(message.to()).isIn(begun.person.name, WalkPeople.ANAS_NUMBER, WalkPeople.BOS_NUMBER);
                begun.ask(asked, message.code(), clock.instant());
                walk.heard(message.code());
            }
        }
        if (begun != null && key != null) {
            begun.learn(form, answer, clock.instant());
            if (answer.fresh() != null) {
                older = begun.asked != null && begun.person != null && !begun.person.recent.contains(begun.asked);
                assertThat(model.mayProve(key, form.text(), now, clock.instant()))
                        .as("%s proved something: %s", form, model.told(key, form.text(), now, clock.instant()))
                        .isTrue();
                model.proved(key, answer.fresh(), form.text(), now, clock.instant());
                proofs++;
            }
        }
        compare(before, form, answer, browser, older);
        var read = rows.read();
        for (var i = 0; i < walked.size(); i++) {
            judge(walked.get(i), read.get(i), browser, form, answer, now);
        }
    }

    private void compare(@Nullable RecoveryFlow before, Form form, Answer answer, WalkBrowser browser, boolean older) {
        if (before == null || before instanceof Ended || before instanceof Completed) {
            return;
        }
        var predicted = form.at() == before.head().step() ? WalkPrediction.of(before, form, answer, older) : null;
        var after = browser.flow();
        if (predicted != null && after != null) {
            WalkPrediction.assertSameState(after, predicted);
            compared++;
        } else if (after != null && answer.refusal().equals("refusal.stale")) {
            assertThat(after.head()).isEqualTo(before.head());
        }
    }

    private void judge(Person person, WalkRows.Row read, WalkBrowser browser, Form form, Answer answer, Instant now) {
        var version = read.version();
        var locked = read.locked();
        if (version != person.version) {
            assertThat(form.action()).isEqualTo("new-password");
            assertThat(version).isEqualTo(person.version + 1);
            assertThat(model.mayReset(browser.key, person, now))
                    .as("%s reset", form)
                    .isTrue();
            person.version = version;
            person.password = form.text();
            finished(person, answer);
            resets++;
        } else if (!locked && person.locked) {
            assertThat(form.action()).isEqualTo("existing-password");
            assertThat(model.mayUnlock(browser.key, person, form.text(), now))
                    .as("%s unlocked", form)
                    .isTrue();
            finished(person, answer);
            unlocks++;
        }
        assertThat(locked).isEqualTo(person.locked);
    }

    private void finished(Person person, Answer answer) {
        model.finished(person);
        if (answer.model().get("savedCodes") instanceof List<?> codes) {
            codes.forEach(code -> person.savedCodes.add(String.valueOf(code)));
        }
    }
}
