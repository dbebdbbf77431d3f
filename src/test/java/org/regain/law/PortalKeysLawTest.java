package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is bound to a key serves nobody else, whatever the application asks for (RFC 9449).
class PortalKeysLawTest extends PortalLawScene {

    private static final String ONE = "1".repeat(43);
    private static final String OTHER = "2".repeat(43);

    private UUID portal = UUID.randomUUID();
    private UUID flow = UUID.randomUUID();

    PortalKeysLawTest() throws SQLException {}

    @BeforeEach
    void aPortalAndSomebodySignedIn() {
        portal = portal("the only organisation's");
        var ana = court.account("ACTIVE");
        flow = court.signedIn(ana, KEY, "PASSWORD");
        court.root(
                "insert into spring_session values (?, 'ana', 0, 0, 0, 9999999999999, ?)",
                UUID.randomUUID().toString(),
                ana.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "SECRET, , , true",
        "SECRET, , ONE, true",
        "SECRET, ONE, , false",
        "SECRET, ONE, OTHER, false",
        "SECRET, ONE, ONE, true",
        "PRIVATE_KEY, ONE, , false",
        "PRIVATE_KEY, ONE, OTHER, false",
        "PRIVATE_KEY, ONE, ONE, true",
        "PUBLIC, ONE, , false",
        "PUBLIC, ONE, OTHER, false",
        "PUBLIC, ONE, ONE, true",
        "PUBLIC, , ONE, true"
    })
    void aCodeServesTheKeyThatItIsFor(String kind, @Nullable String asked, @Nullable String shown, boolean issued) {
        is(kind);
        opened(asked);
        assertThat(issue("CODE", "code", "refresh", shown)).isEqualTo(issued);
        assertThat(court.ask("select (code_used_at is not null) = ? from portal_access", issued))
                .as("what is refused uses nothing up")
                .isTrue();
        assertThat(court.ask(
                        "select (case when ? then bound_to is not distinct from ? else bound_to = ? end) from portal_access",
                        issued,
                        key(shown),
                        key(asked)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "SECRET, , , true",
        "SECRET, , ONE, true",
        "SECRET, ONE, , false",
        "SECRET, ONE, OTHER, true",
        "SECRET, ONE, ONE, true",
        "PRIVATE_KEY, ONE, , false",
        "PRIVATE_KEY, ONE, OTHER, true",
        "PUBLIC, ONE, , false",
        "PUBLIC, ONE, OTHER, false",
        "PUBLIC, ONE, ONE, true"
    })
    void aRefreshNeedsAKeyWhereThereWasOneAndAnAppsTheSame(
            String kind, @Nullable String bound, @Nullable String shown, boolean issued) {
        is(kind);
        opened(bound);
        assertThat(issue("CODE", "code", "refresh", bound)).isTrue();
        assertThat(issue("REFRESH", "refresh", "next", shown)).isEqualTo(issued);
        assertThat(court.ask("select count(*) = 1 from portal_access"))
                .as("nothing is ended")
                .isTrue();
        assertThat(court.ask(
                        "select refresh_hash = ? and bound_to is not distinct from ? from portal_access",
                        bytes(issued ? "next" : "refresh"),
                        key(issued ? shown : bound)))
                .isTrue();
    }

    @Test
    void anAppGetsNothingThatLastsWithoutAKey() {
        is("PUBLIC");
        opened(null);
        assertThat(issue("CODE", "code", "refresh", null)).isFalse();
        assertThat(issue("CODE", "code", null, null)).isTrue();
    }

    /// Whoever presents one again has a copy, with whatever key.
    @Test
    void whatServedEndsAllWithAnotherKeyToo() {
        is("PUBLIC");
        opened(ONE);
        issue("CODE", "code", "refresh", ONE);
        assertThat(issue("REFRESH", "refresh", "next", ONE)).isTrue();
        assertThat(court.ask("select count(*) = 0 from find_portal_access('REFRESH', ?)", bytes("refresh")))
                .isTrue();
        assertThat(court.ask("select count(*) = 0 from portal_access")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({", , true", ", ONE, false", "ONE, , false", "ONE, OTHER, false", "ONE, ONE, true"})
    void nothingIsToldForATokenWithoutItsKey(@Nullable String bound, @Nullable String shown, boolean told) {
        opened(bound);
        issue("CODE", "code", null, bound);
        assertThat(court.ask(
                        "select count(*) = ? from portal_access z, portal_claims(z.id, ?)", told ? 1 : 0, key(shown)))
                .isTrue();
    }

    @Test
    void whatShowsAKeyServesOnceAndAboutNow() {
        var now = court.root
                .sql("select extract(epoch from regain.now())::bigint")
                .query(Long.class)
                .single();
        for (var far : new long[] {61, 3600, Long.MAX_VALUE - now, -62, -3600, Long.MIN_VALUE + now}) {
            assertThat(taken("far", now + far)).as("%s s", far).isFalse();
        }
        for (var near : new long[] {0, 59, -58}) {
            assertThat(taken("near" + near, now + near)).as("%s s", near).isTrue();
            assertThat(taken("near" + near, now + near)).as("again").isFalse();
        }
    }

    /// The last moment at which it would serve again is the last at which it is known.
    @Test
    void whatServedIsKnownForAsLongAsItWouldServe() {
        var now = court.root
                .sql("select extract(epoch from regain.now())::bigint")
                .query(Long.class)
                .single();
        assertThat(taken("ahead", now + 59)).isTrue();
        court.pass(Duration.ofSeconds(115));
        assertThat(court.ask("select tidy() is not null")).isTrue();
        assertThat(taken("ahead", now + 59)).isFalse();
        court.pass(Duration.ofSeconds(10));
        assertThat(court.ask("select tidy() is not null")).isTrue();
        assertThat(court.ask("select count(*) = 0 from portal_key_proof")).isTrue();
        assertThat(taken("ahead", now + 59)).isFalse();
    }

    private boolean taken(String name, long made) {
        return court.ask("select take_key_proof(?, ?)", bytes(name), made);
    }

    private void is(String kind) {
        court.root(
                "update portal set kind = ?, keys = case when ? = 'PRIVATE_KEY' then '{\"keys\":[]}'::jsonb end",
                kind,
                kind);
    }

    private void opened(@Nullable String key) {
        assertThat(court.ask(
                        "select open_portal(?, ?, ?, 'ana', '{openid}', 'https://p.example/', 'x', null, ?, ?) is not null",
                        portal,
                        flow,
                        KEY,
                        bytes("code"),
                        key(key)))
                .isTrue();
    }

    private boolean issue(String kind, String presented, @Nullable String refresh, @Nullable String key) {
        return court.ask(
                "select issue_tokens(id, ?, ?, ?, '{openid}', ?, ?) from portal_access",
                kind,
                bytes(presented),
                bytes("access" + UUID.randomUUID()),
                refresh == null ? null : bytes(refresh),
                key(key));
    }

    private static @Nullable String key(@Nullable String name) {
        return name == null || name.length() > 5 ? name : name.equals("ONE") ? ONE : OTHER;
    }
}
