package org.regain.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.secret.KeyMissing;
import org.regain.secret.TestKeysFile;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.transaction.support.TransactionTemplate;

/// The keys that sign what portals are told change by themselves, and at once where an operator says so.
class SigningKeysTest extends SigningScene {

    private static final Duration MOMENT = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @Autowired
    private KeptSigningKeys kept;

    @Autowired
    private TransactionTemplate transaction;

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "RS256"})
    void aKeySignsForNinetyDaysAndThePortalsKnowTheNextADayBefore(String algorithm) throws Exception {
        // The application that tests share, and its keys, may have been started long before.
        rotate.atOnce(true);
        var first = signed(algorithm).getHeader().getKeyID();
        clock.advance(Duration.ofDays(89).minus(MOMENT));
        rotate.whatIsDue();
        assertThat(published().size()).as("one of each algorithm").isEqualTo(2);
        clock.advance(MOMENT.multipliedBy(2));
        rotate.whatIsDue();
        rotate.whatIsDue();
        var known = published();
        assertThat(known.size()).as("and the next of each").isEqualTo(4);
        clock.advance(Duration.ofDays(1).minus(MOMENT.multipliedBy(2)));
        var last = signed(algorithm);
        assertThat(last.getHeader().getKeyID()).isEqualTo(first);

        clock.advance(MOMENT.multipliedBy(2));
        var next = signed(algorithm);
        assertThat(next.getHeader().getKeyID()).isNotEqualTo(first);
        assertThat(verifies(next, known)).as("by what was fetched a day before").isTrue();
        clock.advance(Duration.ofDays(2).minus(MOMENT.multipliedBy(3)));
        assertThat(verifies(last, published())).isTrue();
        clock.advance(MOMENT.multipliedBy(3));
        assertThat(verifies(last, published())).isFalse();
        assertThat(verifies(next, published())).isTrue();
        people.run(sql -> sql.sql("select tidy()").query(Integer.class).single());
        assertThat(count("select count(*) from signing_key")).isEqualTo(2);
    }

    @Test
    void whereNobodyMadeTheNextInTimeTheLastGoesOnForAnotherDay() throws Exception {
        var first = signed("ES256").getHeader().getKeyID();
        clock.advance(Duration.ofDays(400));
        assertThat(verifies(signed("ES256"), published())).isTrue();
        rotate.whatIsDue();
        assertThat(signed("ES256").getHeader().getKeyID()).isEqualTo(first);
        clock.advance(Duration.ofDays(1));
        assertThat(signed("ES256").getHeader().getKeyID()).isNotEqualTo(first);
    }

    @Test
    void ofManyNodesOneMakesTheNext() throws Exception {
        clock.advance(Duration.ofDays(89).plus(MOMENT));
        var barrier = new CyclicBarrier(4);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var nodes = IntStream.range(0, 4)
                    .mapToObj(_ -> threads.submit(() -> {
                        barrier.await();
                        rotate.whatIsDue();
                        return 0;
                    }))
                    .toList();
            for (var node : nodes) {
                node.get();
            }
        }
        assertThat(count("select count(*) from signing_key")).isEqualTo(4);
    }

    /// As after a switch to a database whose clock is a little behind.
    @Test
    void aClockThatIsSetBackLeavesNobodyWithoutASignature() throws Exception {
        rotate.atOnce(true);
        var only = signed("ES256").getHeader().getKeyID();
        clock.advance(Duration.ofSeconds(-30));
        assertThat(signed("ES256").getHeader().getKeyID()).isEqualTo(only);
        rotate.atOnce(false);
        assertThat(verifies(signed("RS256"), published())).isTrue();
    }

    @Test
    void anOperatorHasNewOnesSignAtOnceAndTheOthersStay() throws Exception {
        clock.advance(Duration.ofDays(89).plus(MOMENT));
        rotate.whatIsDue();
        var before = signed("RS256");
        assertThat(command("keys", "rotate")).contains("New keys sign from now on", "signs since", "published until");
        var after = signed("RS256");
        assertThat(after.getHeader().getKeyID()).isNotEqualTo(before.getHeader().getKeyID());
        assertThat(verifies(before, published())).isTrue();
        assertThat(verifies(after, published())).isTrue();
        clock.advance(Duration.ofDays(2));
        assertThat(signed("RS256").getHeader().getKeyID())
                .as("in the place of the next one too")
                .isEqualTo(after.getHeader().getKeyID());
        assertThat(count("select count(*) from audit_event where kind = 'SIGNING_KEYS_ROTATED'"))
                .isEqualTo(2);
    }

    /// Also the next one, which was published and has not signed: whoever has the one may have the other.
    @Test
    void keysThatSomebodyElseMayHaveAreWithdrawn() throws Exception {
        clock.advance(Duration.ofDays(89).plus(MOMENT));
        rotate.whatIsDue();
        var known = published();
        var before = signed("ES256");
        assertThat(command("keys", "withdraw")).contains("believed no more").doesNotContain("published until");
        assertThat(verifies(before, published())).isFalse();
        assertThat(published().getKeys()).hasSize(2).noneMatch(it -> known.getKeyByKeyId(it.getKeyID()) != null);
        assertThat(verifies(signed("ES256"), published())).isTrue();
        clock.advance(Duration.ofDays(2));
        assertThat(verifies(signed("ES256"), published())).isTrue();
        assertThat(count("select count(*) from audit_event where kind = 'SIGNING_KEYS_WITHDRAWN'"))
                .isEqualTo(2);
    }

    @Test
    void theCommandShowsWhatThereIsAndChangesNothingByMistake() throws Exception {
        var before = published().toString();
        assertThat(command("keys").lines()).hasSize(2).allMatch(it -> it.contains("signs since"));
        for (var wrong : List.of("rotat", "ROTATE", "rotate now", "add", "file ad", "file use now")) {
            assertThat(command(("keys " + wrong).split(" ", -1))).startsWith("Usage: ");
        }
        assertThat(published().toString()).isEqualTo(before);
    }

    @Test
    void whoReadsTheDatabaseCanSignNothing() {
        assertThat(count("""
                select count(*) from signing_key
                where position('"d"' in encode(wrapped, 'escape')) > 0 or position('kty' in encode(wrapped, 'escape')) > 0
                """)).isZero();
    }

    /// SQL as the web's own role, with a key of somebody's own, or with one of ours under another name.
    @ParameterizedTest
    @ValueSource(strings = {"'\\x01'::bytea", "wrapped"})
    void whoWritesTheDatabaseSignsNothingEither(String wrapped) {
        people.run(sql -> {
            sql.sql("set role regain_app").update();
            sql.sql("select replace_signing_key(repeat('a', 43), 'ES256', " + wrapped
                            + ", false) from signing_keys() where algorithm = 'ES256'")
                    .query()
                    .listOfRows();
            return sql.sql("reset role").update();
        });
        assertThatThrownBy(() -> signed("ES256")).satisfies(refused -> {
            var causes = Stream.iterate(refused, Objects::nonNull, Throwable::getCause);
            assertThat(causes).anyMatch(KeyMissing.class::isInstance);
        });
    }

    @Test
    void newKeysComeIntoTheFileInTwoSteps() throws Exception {
        var path = folder.resolve("keys.json");
        assertThat(command("keys", "file").lines())
                .hasSize(4)
                .allMatch(it -> it.matches("(macs|pepper|sealing|wrapping) +[0-9]+  in use"));
        assertThat(command("keys", "file", "use")).startsWith("There are no new keys in " + path);
        assertThat(command("keys", "file", "add"))
                .contains("not in use yet", "nobody uses them yet. Put this file into the backup and on every node");
        assertThat(command("keys", "file", "add")).startsWith("New keys are beside the others already.");
        assertThat(command("keys", "file", "use")).contains("serves what it has made", "goes on serving");
        var told = command("keys", "file");
        assertThat(told.lines()).hasSize(8);
        var secrets = Pattern.compile("\"value\" : \"([^\"]+)\"")
                .matcher(Files.readString(path))
                .results();
        assertThat(secrets.map(it -> it.group(1)).toList()).hasSize(8).noneMatch(told::contains);
    }

    private String command(String... typed) {
        var said = new ByteArrayOutputStream();
        new KeysCommand(
                        kept,
                        rotate,
                        TestKeysFile.in(folder.resolve("keys.json")),
                        transaction,
                        new PrintStream(said, true, StandardCharsets.UTF_8))
                .run(new DefaultApplicationArguments(typed));
        return said.toString(StandardCharsets.UTF_8);
    }
}
