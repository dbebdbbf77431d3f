package org.regain.faults;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.regain.support.Claimant;
import org.regain.support.CountingSockets;
import org.regain.support.Cut;
import org.regain.support.Cut.When;
import org.regain.support.HttpBrowser;
import org.regain.support.Person;
import org.regain.support.Person.Reaction;
import org.regain.support.Scene;
import org.regain.support.Seed;
import org.regain.support.TestPostgres;
import org.springframework.beans.factory.annotation.Autowired;

/// A way through the pages, told again and again, each time with the connection cut before or after another of the statements on it.
/// `-Dtests.cuts=true` leaves no statement out, and does both things that people do then.
abstract class FaultsScene extends Scene {

    static final String OLD = "seven green bottles on a wall";
    static final String NEW = "an entirely different phrase";

    private static final boolean ALL = Boolean.getBoolean("tests.cuts");
    private static final int MOST_PAGES = 40;
    private static final Pattern CODE = Pattern.compile("\\b(\\d{4})[ \\u00a0](\\d{4})\\b");

    @Autowired
    TestPostgres database;

    /// One telling, of people of its own.
    interface Story {

        /// What was there before, undisturbed.
        void before() throws Exception;

        /// The first page.
        void begin(Person who);

        /// Does what the page says.
        ///
        /// @return whether the end is reached
        boolean goOn(Person who) throws Exception;

        /// How things stand now.
        void after(Person who) throws Exception;
    }

    /// @param stories the n-th telling
    /// @param every one of so many statements, on either side another one; which, the seed says
    void toldWithCuts(int every, IntFunction<Story> stories) throws Exception {
        var offset = Math.floorMod(Seed.of(getClass()), every);
        var failures = new ArrayList<String>();
        var told = 0;
        var sides = List.of(When.values());
        for (var side = 0; side < sides.size(); side++) {
            var when = sides.get(side);
            var struck = true;
            for (var nth = 1; struck; nth++) {
                if (!ALL && (nth + side + offset) % every != 0) {
                    continue;
                }
                for (var reaction : ALL ? Reaction.values() : one((nth + side) / every)) {
                    var cut = Cut.ofRequests(nth, when);
                    try {
                        tell(stories.apply(told++), cut, reaction);
                    } catch (AssertionError | RuntimeException e) {
                        failures.add("%s %d %s: %s".formatted(when, nth, reaction, e));
                    }
                    struck = cut.struck();
                }
            }
        }
        System.out.println(getClass().getSimpleName() + ": told " + told + " times");
        assertThat(failures).isEmpty();
    }

    private static Reaction[] one(int number) {
        var all = List.of(Reaction.values());
        return new Reaction[] {all.get(number % all.size())};
    }

    private void tell(Story story, Cut cut, Reaction reaction) throws Exception {
        forgetLimits();
        story.before();
        everythingIsSent();
        mail.forget();
        var sentBefore = count("select count(*) from outbox where state = 'SENT'");
        var who = new Person(new HttpBrowser(baseUrl), reaction);
        CountingSockets.cut(database.name(), cut);
        try {
            story.begin(who);
            var over = false;
            for (var pages = 0; !over; pages++) {
                assertThat(pages).as("no end: %s", who.seen()).isLessThan(MOST_PAGES);
                over = story.goOn(who);
            }
        } finally {
            CountingSockets.mend(database.name());
        }
        everythingIsSent();
        people.run(sql -> {
            assertThat(Ledger.broken(sql)).as("%s", who.seen()).isEmpty();
            return 0;
        });
        assertThat(mail.toAnybody())
                .as("each message once: %s", who.seen())
                .hasSize(count("select count(*) from outbox where state = 'SENT'") - sentBefore);
        assertThat(count("select count(*) from outbox where state in ('FAILED', 'EXPIRED')"))
                .isZero();
        story.after(who);
    }

    /// The newest code in this mailbox that was not tried yet, once all that was asked for has come.
    String codeTo(String address, Set<String> tried) {
        everythingIsSent();
        var codes = mail.to(address).stream().flatMap(it -> codes(it).stream()).toList();
        var fresh = codes.stream().filter(it -> !tried.contains(it)).toList();
        var code = (fresh.isEmpty() ? codes : fresh).getLast();
        tried.add(code);
        return code;
    }

    private static List<String> codes(MimeMessage mail) {
        return CODE.matcher(Claimant.textOf(mail))
                .results()
                .map(found -> found.group(1) + found.group(2))
                .toList();
    }

    /// How many mails with this subject are in this mailbox.
    long mails(String address, String subject) throws Exception {
        var many = 0;
        for (var one : mail.to(address)) {
            if (one.getSubject().contains(subject)) {
                many++;
            }
        }
        return many;
    }

    static Set<String> noneTried() {
        return new HashSet<>();
    }
}
