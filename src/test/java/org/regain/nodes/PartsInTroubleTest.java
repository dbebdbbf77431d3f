package org.regain.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.regain.support.Deadline.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.regain.support.HttpBrowser;
import org.regain.support.Person;
import org.regain.support.Thorough;

/// Parts that Regain stands on hang, are full, slow, taken or not found, while people are on their way; and are there again after a while. Whatever
/// people see meanwhile is a page of Regain's, what it says to do leads to the end, and the rows fit each other then.
@Thorough
class PartsInTroubleTest extends TroubleScene {

    private static final Duration SLOW_COMMIT = Duration.ofSeconds(2);

    private static final int CROWD = 15;

    /// The node is in the middle of changing a password, and of sending a code. Nobody else gets a mail through either.
    @Test
    void aNodeThatStandsStillAndAMailServerThatSaysNothingKeepNobodyWaitingAndGoOn() throws Exception {
        var node = rig.node(1);
        var changing = new Returning(rig, person(0)).comeTo("/recover/new-password");
        var asking = new Returning(rig, person(1)).comeTo("/recover/verify/method");
        var elsewhere = new Returning(rig, person(2)).comeTo("/recover/verify/method");
        rig.serveBy(node);
        for (var gate : gates()) {
            gate.shut();
        }
        try (var neighbours = Stopped.nodes(rig.node(0), rig.node(2));
                var row = new HeldRow(rig, person(0))) {
            asking.goOn();
            await("a lease")
                    .until(() -> rig.count("select count(*) from outbox where state = 'QUEUED' and attempts > 0") > 0);
            var change = CompletableFuture.supplyAsync(changing::goOn, others);
            await("a wait for the row").until(() -> sessions(WAITS) > 0);
            var began = System.nanoTime();
            try (var _ = Stopped.nodes(node)) {
                row.release();
                neighbours.wake();
                rig.serveBy(rig.node(0), rig.node(2));
                awaitSignIn(person(0));
                asksWhileMailIsSlow(elsewhere);
                lasts(STANDSTILL, began);
            }
            gates().forEach(MailGate::open);
            rig.serveByAll();
            change.join();
        }
        Stream.of(changing, asking, elsewhere).forEach(Returning::getBackIn);
    }

    private static void asksWhileMailIsSlow(Returning asking) {
        asking.goOn();
        assertThat(asking.calmPages()).isZero();
        await("a word")
                .until(() ->
                        asking.who.open("/recover/verify").html().text().contains("Our mail is slow at the moment"));
    }

    @Test
    void aDatabaseThatStandsStillIsSaidToBeDownAndEverybodyGoesOnOnceItWakes() throws Exception {
        var returning = new Returning(rig, person(3)).comeTo("/recover/new-password");
        var began = System.nanoTime();
        try (var _ = Stopped.processes(server.processes())) {
            while (!isOver(began)) {
                returning.goOn();
            }
        }
        assertThat(returning.calmPages()).isPositive();
        returning.getBackIn();
        await("no more connections than the nodes' own").until(() -> sessions("true") <= MOST_CONNECTIONS);
    }

    /// It can't even write down what it has to, panics, and does not start before there is room.
    @Test
    void aFullDiskIsSaidToBeTroubleAndEverybodyGoesOnOnceThereIsRoom() throws Exception {
        assumeTrue(disk.isMade(), "Only root makes a disk");
        var returning = new Returning(rig, person(4)).comeTo("/recover/verify/method");
        disk.fill();
        try {
            await("a panic").until(this::canWriteNoMore);
            await("more starts in vain than of one that dies by itself").until(() -> {
                returning.goOn();
                return startsInVain() > 4;
            });
            assertThat(returning.calmPages()).isPositive();
        } finally {
            disk.makeRoom();
        }
        await("a start").ignoreExceptions().until(() -> rig.count("select 1") == 1);
        returning.getBackIn();
    }

    /// First each takes two seconds, and then none ends: the page is given up, and what it asked for is done all the same.
    @Test
    void slowCommitsAreWaitedForAndOneThatDoesNotEndIsSaidToBeTroubleAndIsDoneOnce() throws Exception {
        var returning = new Returning(rig, person(5)).comeTo("/recover/verify/code");
        var page = CompletableFuture.supplyAsync(returning::goOn, others);
        while (!page.isDone()) {
            try (var _ = new SlowCommits(rig.sql())) {
                lasts(SLOW_COMMIT, System.nanoTime());
            }
        }
        returning.comeTo("/recover/new-password");
        assertThat(returning.calmPages()).isZero();
        try (var commits = new SlowCommits(rig.sql())) {
            returning.goOn();
            assertThat(commits.waiting()).isPositive();
        }
        assertThat(returning.calmPages()).isPositive();
        returning.getBackIn();
    }

    /// More ask for what they can't get than the node has connections.
    @Test
    void aNodeWithoutAFreeConnectionSaysSoAndTakesNoMoreThanItsOwn() throws Exception {
        var returning = new Returning(rig, person(6));
        try (var _ = new HeldRow(rig, person(6))) {
            rig.serveBy(rig.node(0));
            Stream.generate(() -> new Person(new HttpBrowser(rig.balancer.url()), Person.Reaction.GOES_BACK))
                    .limit(CROWD)
                    .map(who -> CompletableFuture.runAsync(() -> asksInVain(who), others))
                    .toList()
                    .forEach(CompletableFuture::join);
            rig.serveBy(rig.node(1));
            assertThat(rig.somebody().signIn(person(9), PASSWORD).heading()).isEqualTo("Your account");
            await("none that waits on for nobody").until(() -> sessions(WAITS) == 0);
            assertThat(sessions("true")).isLessThanOrEqualTo(MOST_CONNECTIONS);
        }
        rig.serveByAll();
        returning.getBackIn();
    }

    private void asksInVain(Person who) {
        who.open("/recover");
        if (who.sees("/recover")) {
            who.press("/recover", "name", person(6));
        }
        assertThat(who.seen()).anyMatch(it -> it.startsWith("503")).noneMatch(it -> it.startsWith("502"));
    }

    @Test
    void aNodeThatFindsNoNamesGoesOnOnceItDoes(@TempDir Path folder) throws Exception {
        var names = new Names(folder);
        try (var node = rig.naming("naming", names)) {
            Files.copy(rig.node(0).keys(), node.keys());
            node.begin().awaitPort();
            rig.serveBy(node);
            try (var _ = Stopped.nodes(rig.node(0), rig.node(1), rig.node(2))) {
                var returning = new Returning(rig, person(7)).comeTo("/recover/verify/method");
                names.known();
                rig.sql()
                        .sql(
                                "select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'regain-%'")
                        .query()
                        .listOfRows();
                returning.goOn();
                assertThat(returning.calmPages()).isPositive();
                names.known(Names.DATABASE);
                returning.comeTo("/recover/verify/code");
                await("a mail that waits")
                        .until(() -> rig.count(
                                        "select count(*) from outbox where state = 'QUEUED' and failure = 'unreachable'")
                                > 0);
                names.known(Names.DATABASE, Names.MAIL);
                returning.getBackIn();
            }
        }
    }
}
