package org.regain.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.regain.faults.Ledger;
import org.regain.nodes.Life.Chapter;
import org.regain.support.Cut.When;
import org.regain.support.Person.Reaction;
import org.regain.support.Seed;
import org.regain.support.Thorough;
import org.regain.support.Thoroughness;

/// A node is killed, as by `kill -9`, at a boundary of a statement of whatever people do: before PostgreSQL hears of it, or before the node hears what
/// came of it. Some of these boundaries in the thorough run, which the seed says; each of them with `-Dtests.all=true`.
///
/// A start is dear, so a node dies over several people, each of whom it leaves at another boundary. They go on at another node.
@Thorough
class KilledNodeTest extends NodesScene {

    /// A node has ten connections for pages, and some must be left for who comes last.
    private static final int AT_ONCE = 7;

    private static final int LIVES = 21;

    /// Their lives are told first, undisturbed.
    private static final int COUNTED = 2;

    /// Of which some take a message up or write down that it was sent, and others find nothing.
    private static final int MAILS = 8;

    /// Somebody may wait for a row that another holds who stands still.
    private static final Duration LONGEST_WALK = Duration.ofSeconds(20);

    private final ExecutorService others = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Chapter, Iterator<Supplier<Hold>>> ofPages = new EnumMap<>(Chapter.class);
    private final Map<Chapter, Iterator<Supplier<Hold>>> ofMails = new EnumMap<>(Chapter.class);
    private final List<String> failures = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private Outgoing outgoing;

    private int most;
    private int doomed = 1;
    private int kills;
    private int held;
    private int asked;

    @Override
    Rig begin(Path folder) throws IOException {
        return Rig.wired(folder);
    }

    @Override
    @AfterAll
    void close() throws Exception {
        others.close();
        super.close();
    }

    @Test
    void whereverANodeIsKilledPeopleGoOnAtAnotherAndNothingIsHalfDoneOrDoneTwice() throws Exception {
        outgoing = new Outgoing(rig);
        count(new Random(Seed.of(getClass())));
        var lives = new ArrayList<>(lives(COUNTED, Thoroughness.all() ? most : LIVES));
        for (var begin = 0; begin < lives.size(); begin += AT_ONCE) {
            var some = new ArrayList<>(lives.subList(begin, Math.min(begin + AT_ONCE, lives.size())));
            for (var chapter : Chapter.values()) {
                tell(chapter, some);
            }
        }
        System.out.printf(
                "%s: %d kills over %d statements of %d, %d mails came again%n",
                getClass().getSimpleName(), kills, held, asked, outgoing.again());
        assertThat(failures).isEmpty();
        assertThat(2 * held).as("of %d", asked).isGreaterThan(asked);
    }

    /// By some who are left in peace: the least, since now and then something else asks too.
    private void count(Random random) throws Exception {
        var pages = new EnumMap<Chapter, Integer>(Chapter.class);
        for (var life : lives(0, COUNTED)) {
            for (var chapter : Chapter.values()) {
                pages.merge(chapter, asked(life, chapter), Math::min);
            }
        }
        pages.forEach((chapter, many) -> ofPages.put(chapter, shuffled(Hold.PAGES, many, random)));
        pages.forEach((chapter, _) -> ofMails.put(chapter, shuffled(Hold.MAILS, MAILS, random)));
        // One of those who are there at once waits for a mail.
        most = Collections.max(pages.values()) * When.values().length * AT_ONCE / (AT_ONCE - 1) + 1;
        System.out.println(getClass().getSimpleName() + ": statements " + pages);
    }

    private int asked(Life life, Chapter chapter) throws Exception {
        life.before(chapter);
        var hold = Hold.none();
        rig.wire(doomed).hold(hold);
        rig.serveBy(rig.node(doomed));
        life.walk(chapter);
        outgoing.awaitNone();
        life.after(chapter, false);
        return hold.asked();
    }

    private static Iterator<Supplier<Hold>> shuffled(String connections, int many, Random random) {
        var all = new ArrayList<Supplier<Hold>>();
        for (var when : When.values()) {
            IntStream.rangeClosed(1, many).forEach(nth -> all.add(() -> new Hold(connections, nth, when)));
        }
        Collections.shuffle(all, random);
        return all.iterator();
    }

    private List<Life> lives(int first, int many) {
        var names = IntStream.range(first, first + many)
                .mapToObj(n -> "life" + n + "@contoso.example")
                .toList();
        invite(names);
        var reactions = Reaction.values();
        return IntStream.range(0, many)
                .mapToObj(n -> new Life(rig, outgoing, names.get(n), reactions[n % reactions.length]))
                .toList();
    }

    /// Those whom it went wrong with have no next chapter.
    private void tell(Chapter chapter, List<Life> lives) throws Exception {
        rig.serveBy(rig.node(0));
        rig.sql().sql("delete from limit_count").update();
        lives.forEach(life -> life.before(chapter));
        var node = rig.node(doomed);
        node.awaitPort();
        rig.serveBy(node);
        var holds = new ArrayList<Hold>();
        var walks = walks(chapter, lives, holds);
        var reached = (int) holds.stream().filter(Hold::isReached).count();
        held += reached;
        rig.wire(doomed).hold(Hold.none());
        if (reached > 0) {
            kill(node);
        }
        walks.forEach((life, walk) -> judge(chapter, life, lives, holds, walk::join));
        outgoing.assertEachCame();
        assertThat(Ledger.broken(rig.sql())).as("%s %s", chapter, holds).isEmpty();
        List.copyOf(lives).forEach(life -> judge(chapter, life, lives, holds, () -> life.after(chapter, true)));
    }

    /// One begins when the one before stands still or has ended, so that whose turn it is asks alone. The last of those whom a node dies over is left
    /// where a mail of theirs is.
    private Map<Life, CompletableFuture<Void>> walks(Chapter chapter, List<Life> lives, List<Hold> holds)
            throws InterruptedException {
        var walks = new LinkedHashMap<Life, CompletableFuture<Void>>();
        for (var life : lives) {
            var left = Objects.requireNonNull((walks.size() == AT_ONCE - 1 ? ofMails : ofPages).get(chapter));
            var hold = left.hasNext() ? left.next().get() : Hold.none();
            asked += left.hasNext() ? 1 : 0;
            rig.wire(doomed).hold(hold);
            holds.add(hold);
            var walk = CompletableFuture.runAsync(() -> life.walk(chapter), others);
            walks.put(life, walk);
            comesToItOrEnds(hold, walk);
        }
        return walks;
    }

    private void judge(Chapter chapter, Life life, List<Life> lives, List<Hold> holds, Runnable what) {
        try {
            what.run();
        } catch (CompletionException | AssertionError e) {
            failures.add("%s, one of %s: %s".formatted(chapter, holds, e));
            lives.remove(life);
        }
    }

    private static void comesToItOrEnds(Hold hold, CompletableFuture<Void> walk) throws InterruptedException {
        var end = System.nanoTime() + LONGEST_WALK.toNanos();
        while (!walk.isDone() && !hold.awaitReached() && System.nanoTime() < end) {}
    }

    private void kill(NodeProcess node) throws Exception {
        rig.serveBy(rig.node(0));
        node.kill();
        outgoing.killed();
        node.begin();
        kills++;
        doomed = doomed == 1 ? 2 : 1;
    }
}
