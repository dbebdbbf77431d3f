package org.regain.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser;
import org.regain.support.Person;
import org.regain.support.WayBack;

/// Somebody who gets back in with a new password by what the pages say, whatever comes between, while they are signed in elsewhere.
final class Returning {

    private static final int MOST_PAGES = 40;

    /// A mail that a node has taken up is free again after its lease.
    static final Duration LEASE_AND_MORE = Duration.ofMinutes(4);

    private final Rig rig;
    private final String name;
    private final Claimant elsewhere;
    private final Set<String> tried = new HashSet<>();
    private final WayBack way;
    final Person who;

    Returning(Rig rig, String name) {
        this.rig = rig;
        this.name = name;
        elsewhere = rig.somebody();
        assertThat(elsewhere.signIn(name, NodesScene.PASSWORD).heading()).isEqualTo("Your account");
        who = new Person(new HttpBrowser(rig.balancer.url()), Person.Reaction.GOES_BACK);
        way = new WayBack(name, "FORGOTTEN", NodesScene.NEW, this::newestCode);
        who.open("/recover");
    }

    /// The newest that was not typed yet, once all that was asked for has come.
    private String newestCode() {
        await("what was asked for")
                .atMost(LEASE_AND_MORE)
                .until(() -> rig.count("select count(*) from outbox where state = 'QUEUED'") == 0);
        var codes = rig.somebody().codesTo(name);
        var fresh = codes.stream().filter(it -> !tried.contains(it)).toList();
        var code = (fresh.isEmpty() ? codes : fresh).getLast();
        tried.add(code);
        return code;
    }

    /// Up to the page with this form.
    Returning comeTo(String form) {
        for (var pages = 0; !who.sees(form); pages++) {
            assertThat(pages).as("%s", who.seen()).isLessThan(MOST_PAGES);
            way.goOn(who);
        }
        return this;
    }

    /// Does what the page says.
    ///
    /// @return whether the end is reached
    boolean goOn() {
        return way.goOn(who);
    }

    /// Goes on to the end, and finds things as they must be there.
    void getBackIn() {
        for (var pages = 0; !goOn(); pages++) {
            assertThat(pages).as("%s", who.seen()).isLessThan(MOST_PAGES);
        }
        assertThat(who.browser.page().heading()).isEqualTo("Your password has been reset");
        assertThat(who.seen())
                .as("each page came from Regain, in less than a proxy's minute")
                .noneMatch(it -> it.startsWith("502"));
        assertThat(elsewhere.browser.get("/").path()).isEqualTo("/sign-in");
        assertThat(rig.somebody().signIn(name, NodesScene.NEW).heading()).isEqualTo("Your account");
    }

    /// How many pages said that something of ours is not working.
    long calmPages() {
        return who.seen().stream().filter(it -> it.startsWith("503")).count();
    }
}
