package org.regain.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.KeysetHandle;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.support.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// The database knows the keys it was used with, by their fingerprints.
class KnownKeysTest {

    private final TestPostgres database = TestPostgres.fresh();

    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    @SuppressWarnings("NullAway.Init")
    private KnownKeys known;

    @BeforeEach
    void connect() throws SQLException {
        connection = database.asApp();
        known = knownTo(connection);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        database.close();
    }

    @Test
    void keysAreMadeWhereNobodyIsAndNoneWereUsed() throws SQLException {
        assertThat(known.mayBeMade()).isTrue();
        assertThat(known.missingFrom(Keys.generate().fingerprints())).isEmpty();
        assertThat(known.mayBeMade()).isFalse();
        run("truncate regain.known_key");
        assertThat(known.mayBeMade()).isTrue();
        run("""
                insert into regain.organisation (id, name) values (gen_random_uuid(), 'x');
                insert into regain.account (id, organisation_id) select gen_random_uuid(), id from regain.organisation
                """);
        assertThat(known.mayBeMade()).isFalse();
    }

    @Test
    void theSameKeysFitAndOthersDoNot() {
        var keys = Keys.generate();
        assertThat(known.missingFrom(keys.fingerprints())).isEmpty();
        assertThat(known.missingFrom(Keys.fromJson(keys.toJson()).fingerprints()))
                .isEmpty();
        assertThat(known.missingFrom(Keys.generate().fingerprints()))
                .containsExactly("macs", "pepper", "sealing", "wrapping");
        assertThat(known.missingFrom(keys.fingerprints()))
                .as("others leave nothing behind")
                .isEmpty();
    }

    @Test
    void oneOtherKeysetIsNamed() {
        var keys = Keys.generate();
        var others = Keys.generate();
        known.missingFrom(keys.fingerprints());
        assertThat(known.missingFrom(
                        new Keys(keys.macs(), others.pepper(), keys.sealing(), keys.wrapping()).fingerprints()))
                .containsExactly("pepper");
        assertThat(known.missingFrom(
                        new Keys(others.macs(), keys.pepper(), keys.sealing(), keys.wrapping()).fingerprints()))
                .containsExactly("macs");
        assertThat(known.missingFrom(
                        new Keys(keys.macs(), keys.pepper(), others.sealing(), keys.wrapping()).fingerprints()))
                .containsExactly("sealing");
        assertThat(known.missingFrom(
                        new Keys(keys.macs(), keys.pepper(), keys.sealing(), others.wrapping()).fingerprints()))
                .containsExactly("wrapping");
    }

    /// A file that was made before there were portals. What it gets then is known like the rest.
    @Test
    void anEarlierFileFitsUntilItsDatabaseKnowsMore() {
        var keys = Keys.generate();
        var earlier = new Keys(keys.macs(), keys.pepper(), keys.sealing(), null);
        assertThat(known.missingFrom(earlier.fingerprints())).isEmpty();
        assertThat(known.missingFrom(keys.fingerprints())).isEmpty();
        assertThat(known.missingFrom(earlier.fingerprints())).containsExactly("wrapping");
        assertThat(known.missingFrom(earlier.completed().fingerprints())).containsExactly("wrapping");
    }

    @Test
    void aNewKeyBesideTheOldFitsAndIsMissedFromThenOn() throws GeneralSecurityException {
        var keys = Keys.generate();
        var rotated = KeysetHandle.newBuilder(keys.pepper())
                .addEntry(KeysetHandle.importKey(
                                Keys.generate().pepper().getPrimary().getKey())
                        .withRandomId()
                        .makePrimary())
                .build();
        known.missingFrom(keys.fingerprints());
        var both = new Keys(keys.macs(), rotated, keys.sealing(), keys.wrapping());
        assertThat(known.missingFrom(both.fingerprints())).isEmpty();
        assertThat(known.missingFrom(keys.fingerprints())).containsExactly("pepper");
    }

    /// Nodes get the file with the new keys one after the other, and then use them one after the other.
    @Test
    void aKeyThatWaitsIsMissedByNobodyAndIsKnownOnceItIsUsed() {
        var before = Keys.generate();
        var waiting = NextKeys.beside(before);
        var used = NextKeys.used(waiting);
        known.missingFrom(before.fingerprints());
        assertThat(known.missingFrom(waiting.fingerprints())).isEmpty();
        assertThat(known.missing(before.fingerprints())).isEmpty();
        assertThat(known.missingFrom(used.fingerprints())).isEmpty();
        assertThat(known.missing(waiting.fingerprints())).isEmpty();
        assertThat(known.missing(before.fingerprints())).containsExactly("macs", "pepper", "sealing", "wrapping");
    }

    /// An old dump, and the keys file of today.
    @Test
    void aKeyThatWasInUseIsKnownBesideTheOneThatIs() {
        var first = Keys.generate();
        known.missingFrom(first.fingerprints());
        var second = NextKeys.used(NextKeys.beside(first));
        var third = NextKeys.used(NextKeys.beside(second));
        assertThat(known.missingFrom(third.fingerprints())).isEmpty();
        assertThat(known.missing(second.fingerprints())).containsExactly("macs", "pepper", "sealing", "wrapping");
        var withoutSecond = third.fingerprints().stream()
                .filter(it -> first.fingerprints().contains(it)
                        || second.fingerprints().stream()
                                .noneMatch(other -> other.hex().equals(it.hex())))
                .toList();
        assertThat(withoutSecond).hasSize(8);
        assertThat(known.missing(withoutSecond)).containsExactly("macs", "pepper", "sealing", "wrapping");
    }

    /// The web's role knows none of the known, and may ask.
    @Test
    void whoHasNoKeyMakesNoneKnown() throws SQLException {
        known.missingFrom(Keys.generate().fingerprints());
        for (var prints :
                List.of("array [null, sha256('mine')]", "array [null::bytea, null]", "null", "array []::bytea[]")) {
            for (var used : List.of("array [false, true]", "array [true, true]", "null")) {
                try (var asked = connection.createStatement();
                        var missing =
                                asked.executeQuery("select cardinality(present_keys(array ['macs', 'macs'], %s, %s))"
                                        .formatted(prints, used))) {
                    missing.next();
                    assertThat(missing.getInt(1)).isEqualTo(4);
                }
            }
        }
    }

    @Test
    void ofTwoNodesThatComeWithDifferentKeysOneIsRefused() throws Exception {
        var barrier = new CyclicBarrier(2);
        Callable<List<String>> node = () -> {
            var keys = Keys.generate().fingerprints();
            try (var own = database.asApp()) {
                barrier.await();
                return knownTo(own).missingFrom(keys);
            }
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var one = threads.submit(node);
            var other = threads.submit(node);
            assertThat(List.of(one.get().isEmpty(), other.get().isEmpty())).containsExactlyInAnyOrder(true, false);
        }
    }

    private static KnownKeys knownTo(Connection connection) {
        return new KnownKeys(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
    }

    private void run(String statements) throws SQLException {
        try (var root = database.asSuperuser();
                var sql = root.createStatement()) {
            sql.execute(statements);
        }
    }
}
