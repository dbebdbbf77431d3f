package org.regain.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.nodes.NodesScene.NEW;
import static org.regain.nodes.NodesScene.PASSWORD;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser;
import org.regain.support.Person;
import org.regain.support.Person.Reaction;
import org.regain.support.Way;
import org.regain.support.WayBack;
import org.regain.support.WayFromAddress;
import org.regain.support.WayIn;
import org.regain.support.WaySignIn;
import org.regain.support.WayToAddress;

/// What somebody does with Regain in the course of time, each [Chapter] in a browser of its own.
final class Life {

    private static final int MOST_PAGES = 40;
    private static final String DIED = "502";
    private static final String CALM = "503";

    /// In this order.
    enum Chapter {
        CLAIM("/claim", "Your account has been claimed"),
        ADDRESS_MORE("/sign-in", "A way into your account was added"),
        RESET("/recover", "Your password has been reset"),
        UNLOCK("/recover", "Your account is unlocked"),
        ADDRESS_LESS("/sign-in", "A way into your account was removed");

        private final String begin;
        private final String notice;

        Chapter(String begin, String notice) {
            this.begin = begin;
            this.notice = notice;
        }
    }

    private final Rig rig;
    private final Outgoing outgoing;
    private final String name;
    private final String other;
    private final Reaction reaction;
    private final Set<String> tried = ConcurrentHashMap.newKeySet();
    private List<String> seen = List.of();
    private @Nullable Claimant elsewhere;

    /// @param name who was invited
    Life(Rig rig, Outgoing outgoing, String name, Reaction reaction) {
        this.rig = rig;
        this.outgoing = outgoing;
        this.name = name;
        this.other = name.replace("contoso", "home");
        this.reaction = reaction;
    }

    /// What is there before this chapter, undisturbed.
    void before(Chapter chapter) {
        if (chapter == Chapter.RESET) {
            var there = rig.somebody();
            assertThat(there.signIn(name, PASSWORD).heading()).isEqualTo("Your account");
            elsewhere = there;
        }
    }

    /// From its first page to its end.
    void walk(Chapter chapter) {
        var who = new Person(new HttpBrowser(rig.balancer.url()), reaction);
        seen = who.seen();
        var way = way(chapter);
        who.open(chapter.begin);
        for (var pages = 0; !way.goOn(who); pages++) {
            assertThat(pages).as("no end: %s", seen).isLessThan(MOST_PAGES);
        }
    }

    private Way way(Chapter chapter) {
        return switch (chapter) {
            case CLAIM -> new WayIn(Claimant.tokenFrom(rig.mail.await(name, 1)), PASSWORD, () -> code(name));
            case ADDRESS_MORE -> new WayToAddress(name, PASSWORD, other, () -> code(other));
            case RESET -> new WayBack(name, "FORGOTTEN", NEW, () -> code(name)).then(new WaySignIn(name, NEW));
            case UNLOCK -> new WayBack(name, "KNOWN", NEW, () -> code(name));
            case ADDRESS_LESS -> new WayFromAddress(name, NEW, other);
        };
    }

    /// The newest that was not typed yet, once all that was asked for has come.
    private String code(String address) {
        outgoing.awaitNone();
        var codes = rig.somebody().codesTo(address);
        var fresh = codes.stream().filter(it -> !tried.contains(it)).toList();
        var code = (fresh.isEmpty() ? codes : fresh).getLast();
        tried.add(code);
        return code;
    }

    /// How things stand now: each page came from Regain but the one over which the node died, and whoever is told was told once.
    ///
    /// @param killed whether a node may have died over it. Before that one who waits for what another holds sees the calm page.
    void after(Chapter chapter, boolean killed) {
        assertThat(seen(DIED)).as("%s", seen).isLessThanOrEqualTo(killed ? 1 : 0);
        assertThat(killed ? 0 : seen(CALM)).as("%s", seen).isZero();
        var mailboxes = new ArrayList<>(List.of(name));
        if (chapter != Chapter.CLAIM) {
            mailboxes.add(other);
        }
        for (var mailbox : mailboxes) {
            assertThat(outgoing.idsOf(mailbox, chapter.notice))
                    .as("%s in %s: %s", chapter.notice, mailbox, seen)
                    .hasSize(1);
        }
        var somebody = elsewhere;
        if (somebody != null && chapter == Chapter.RESET) {
            assertThat(somebody.browser.get("/").path()).as("%s", seen).isEqualTo("/sign-in");
        }
        var password = chapter.compareTo(Chapter.RESET) < 0 ? PASSWORD : NEW;
        assertThat(rig.somebody().signIn(name, password).heading())
                .as("%s", seen)
                .isEqualTo("Your account");
    }

    private long seen(String status) {
        return seen.stream().filter(it -> it.startsWith(status)).count();
    }
}
