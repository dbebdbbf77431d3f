package org.regain.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.regain.directory.EntryId;
import org.regain.directory.HoldingProxy;
import org.regain.directory.PeopleInSlapd;
import org.regain.directory.TestAuthority;
import org.regain.directory.TestSlapd;
import org.regain.law.OwnProcess;
import org.regain.support.HttpBrowser;
import org.regain.support.Needs;
import org.regain.support.Thorough;

/// Regain is killed, as by `kill -9`, at each step of a reset in a directory, and started again: what it says and what the directory has are the
/// same in the end, the person is told so, and nothing was written twice. The moment is that at which the conversation with the directory
/// stands still.
@Thorough
@Needs(
        value = {TestSlapd.PROGRAM, TestAuthority.PROGRAM},
        by = TestSlapd.PACKAGE)
@Order(1)
class KilledResetTest {

    private static final String OLD = "a kite above the harbour";
    private static final String NEW = "a lantern under the bridge";
    private static final String LATER = "rain on a roof of tin";

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private PeopleInSlapd slapd;

    @SuppressWarnings("NullAway.Init")
    private HoldingProxy proxy;

    @SuppressWarnings("NullAway.Init")
    private OwnProcess process;

    /// Which of what is asked is the writing, and which is the last.
    private int writing;

    private int last;

    /// Somebody, what the directory calls them, and the browser in which they choose.
    private record Person(EntryId entry, HttpBrowser browser, HttpBrowser.Page form) {}

    @Test
    void aKilledRegainLeavesNoResetHalfDone() throws Exception {
        slapd = new PeopleInSlapd(folder.resolve("one"));
        proxy = new HoldingProxy(slapd.port());
        var settings = slapd.settings();
        process = new OwnProcess(
                folder,
                0,
                "--regain.directory.urls=" + proxy.ldaps(),
                "--regain.directory.ca=" + settings.ca(),
                "--regain.directory.user=" + settings.user(),
                "--regain.directory.password=" + settings.password(),
                "--regain.directory.base=" + settings.base());
        try (var _ = slapd;
                var _ = proxy;
                var _ = process) {
            process.start();
            // Nobody else asks the directory anything meanwhile.
            process.ask("""
                    insert into directory_reading (started_at, leased_until) values (regain.now(), regain.now() + interval '1 day')
                    on conflict (one) do update set leased_until = excluded.leased_until returning 'leased'
                    """);
            count();
            Map<KilledAt, Person> people = new EnumMap<>(KilledAt.class);
            for (var moment : KilledAt.asked()) {
                var person = proven(moment.person());
                people.put(moment, person);
                killAt(moment, person);
                process.start();
                assertNothingIsSaidThatIsNotKnown(moment, person);
            }
            settleAll();
            for (var one : people.entrySet()) {
                assertAgreed(one.getKey(), one.getValue());
            }
            assertThat(process.ask("select kind from audit_event where kind = 'PASSWORD_MOVED'"))
                    .isEmpty();
        }
    }

    /// By two people more: one whose password is written at once, and one for whom each thing that is asked is cut off, until that is the writing.
    private void count() throws Exception {
        var whole = proven("whole");
        proxy.asked();
        assertThat(choose(whole, NEW).heading()).isEqualTo("Your password has been reset");
        last = proxy.asked();
        var cut = proven("cut");
        do {
            writing++;
            proxy.cut(writing);
            var page = choose(cut, NEW);
            proxy.letGo();
            if (page.status() == 202) {
                assertThat(writing).as("the writing, of %d", last).isBetween(3, last - 1);
                return;
            }
            // A connection is open again.
            assertThat(signedIn("nobody", OLD)).isFalse();
        } while (writing < last);
        throw new AssertionError("Nothing is written");
    }

    /// Claims their account, and proves who they are to choose another password.
    private Person proven(String name) throws Exception {
        var email = name + "@contoso.example";
        var entry = slapd.add(name, OLD);
        process.ask("""
                select add_directory_person(gen_random_uuid(), id, 'en', '%1$s', '%1$s', gen_random_uuid(), '%2$s', '%2$s', '%2$s', '%3$s',
                                            '2020-01-01')
                from organisation limit 1
                """.formatted(email, name, entry.text()));
        var browser = process.browser();
        browser.get("/sign-in");
        browser.submit("/sign-in", "name", name, "password", OLD);
        browser.submit("/claim/code", "code", code(email, 0));
        assertThat(browser.submit("/claim/password", "newPassword", OLD).heading())
                .isEqualTo("The account is yours");
        browser.get("/recover");
        browser.submit("/recover", "name", email);
        browser.submit("/recover/reason", "reason", "FORGOTTEN");
        browser.submit("/recover/verify/method", "method", "EMAIL");
        var form = browser.submit("/recover/verify/code", "code", code(email, 1));
        assertThat(form.heading()).isEqualTo("Choose a new password");
        return new Person(entry, browser, form);
    }

    private String code(String email, int before) {
        await("a code").until(() -> process.codesTo(email).size() > before);
        return process.codesTo(email).getFirst();
    }

    private void killAt(KilledAt moment, Person person) throws Exception {
        switch (moment) {
            case BEFORE_THE_INTENT -> proxy.hold(1, false);
            // After two: they are looked up, and whether it may be read that the directory lets them in.
            case AFTER_THE_INTENT -> proxy.hold(3, false);
            case SENT -> proxy.hold(writing, false);
            case WRITTEN_AND_NOT_HEARD_OF -> proxy.hold(writing, true);
            case HEARD_OF_AND_NOT_READ_AGAIN -> proxy.hold(writing + 1, false);
            case BEFORE_THE_OUTCOME -> proxy.hold(last, true);
        }
        var over = new CountDownLatch(1);
        var choosing = Thread.ofVirtual().start(() -> {
            try {
                choose(person, NEW);
            } catch (RuntimeException killed) {
                assertThat(killed).isNotNull();
            } finally {
                over.countDown();
            }
        });
        proxy.awaitStop(over);
        process.kill();
        choosing.join();
        proxy.letGo();
        assertThat(open(moment)).as("%s: intended", moment).isEqualTo(moment.intended ? 1 : 0);
        assertThat(slapd.binds(person.entry(), NEW)).as("%s: written", moment).isEqualTo(moment.written);
        // Nobody asks for what became of it before it is looked at.
        process.ask(
                "update directory_write set asked_at = regain.now() + interval '1 day' where settled_at is null returning 'later'");
    }

    private int open(KilledAt moment) throws Exception {
        return process.ask("""
                select w.flow_id::text from directory_write w join account_name n on n.account_id = w.account_id
                where w.settled_at is null and n.key = '%s'
                """.formatted(moment.email())).size();
    }

    private static HttpBrowser.Page choose(Person person, String password) {
        return person.browser()
                .submitFrom(person.form(), "/recover/new-password", "newPassword", password, "confirmation", password);
    }

    /// Before it is found out.
    private void assertNothingIsSaidThatIsNotKnown(KilledAt moment, Person person) throws Exception {
        assertThat(person.browser().get("/recover/new-password").heading())
                .as("%s", moment)
                .isEqualTo(moment.intended ? "Waiting for your organisation's directory" : "Choose a new password");
        if (!moment.intended) {
            return;
        }
        assertThat(choose(person, LATER).status()).as("%s", moment).isEqualTo(202);
        assertThat(slapd.written(person.entry())).as("%s: not again", moment).isEqualTo(moment.written ? 1 : 0);
    }

    private void settleAll() throws Exception {
        process.ask(
                "update directory_write set asked_at = regain.now() - interval '61 seconds' where settled_at is null returning 'now'");
        await("what became of all")
                .until(() -> process.ask("select '' from directory_write where settled_at is null")
                        .isEmpty());
    }

    private void assertAgreed(KilledAt moment, Person person) throws Exception {
        var page = person.browser().get("/recover/new-password");
        if (!moment.written) {
            assertThat(page.heading()).as("%s", moment).isEqualTo("Choose a new password");
            assertThat(slapd.binds(person.entry(), OLD)).isTrue();
            page = choose(person, NEW);
        }
        assertThat(page.heading()).as("%s", moment).isEqualTo("Your password has been reset");
        assertThat(slapd.written(person.entry())).as("%s: once", moment).isEqualTo(1);
        assertThat(slapd.binds(person.entry(), OLD)).isFalse();
        assertThat(signedIn(moment.email(), OLD)).isFalse();
        assertThat(signedIn(moment.email(), NEW)).as("%s", moment).isTrue();
        assertThat(process.ask("""
                select e.kind from audit_event e join account_name n on n.account_id = e.account_id
                where n.key = '%s' and e.kind = 'PASSWORD_RESET'
                union all
                select 'version ' || p.version from password p join account_name n on n.account_id = p.account_id where n.key = '%1$s'
                order by 1
                """.formatted(moment.email())))
                .as("%s", moment)
                .isEqualTo(List.of("PASSWORD_RESET", "version 1", "version 2"));
        await("the notice").until(() -> notices(moment) > 0);
        assertThat(notices(moment)).as("%s: told once", moment).isEqualTo(1);
    }

    private boolean signedIn(String name, String password) {
        var browser = process.browser();
        browser.get("/sign-in");
        return browser.submit("/sign-in", "name", name, "password", password)
                .heading()
                .equals("Your account");
    }

    private long notices(KilledAt moment) {
        return process.mailsTo(moment.email()).stream()
                .filter(text -> text.contains("Your password has been reset"))
                .count();
    }
}
