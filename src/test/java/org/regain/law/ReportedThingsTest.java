package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.delivery.NoticeKind;

/// A link is about what its notice reports: that goes whenever the link is used, and so does what was added since.
class ReportedThingsTest extends Reported {

    /// Told of what only somebody could do who was in, or knew the password.
    private static final EnumSet<NoticeKind> ENTRIES = EnumSet.of(
            NoticeKind.PASSWORD_RESET,
            NoticeKind.PASSWORD_CHANGED,
            NoticeKind.ACCOUNT_UNLOCKED,
            NoticeKind.ACCOUNT_CLAIMED,
            NoticeKind.SECOND_FACTOR_WRONG,
            NoticeKind.METHOD_ADDED,
            NoticeKind.METHOD_REMOVED,
            NoticeKind.SAVED_CODES_RENEWED);

    ReportedThingsTest() throws SQLException {}

    static Stream<Arguments> waysAndHours() {
        return Stream.of("PASSKEY", "TOTP", "EMAIL", "SMS", "SAVED_CODE")
                .flatMap(way ->
                        Stream.of(0, 71, 73, 6 * 24, 8 * 24, 15 * 24, 20 * 24).map(hours -> Arguments.of(way, hours)));
    }

    @ParameterizedTest
    @MethodSource("waysAndHours")
    void whatWasAddedGoesHoweverLongAgoItWasTold(String way, int hours) {
        var codes = way.equals("SAVED_CODE");
        var added = add(way);
        var link = link(codes ? NoticeKind.SAVED_CODES_RENEWED : NoticeKind.METHOD_ADDED);
        court.pass(Duration.ofHours(hours));
        assertThat(press(link)).isTrue();
        assertThat(live()).doesNotContainAnyElementsOf(added).hasSize(codes ? 2 : 3);
        assertThat(said(link)).containsExactly(codes ? "SAVED_CODE 2" : way + " 1");
        assertThat(compromised()).isTrue();
    }

    @Test
    void aLinkOutlivesTheLongestWaitThatAPolicyAllows() {
        assertThat(court.ask("select repudiation_life() > make_interval(hours => highest) from policy_setting"
                        + " where name = 'NEW_METHOD_HOURS'"))
                .isTrue();
        court.root("""
                insert into policy_change (organisation_id, setting, from_value, to_value, proposed_by, effective_at)
                select organisation_id, 'NEW_METHOD_HOURS', 72, 336, id, regain.now() from account where id = ?
                """, account);
        add("PASSKEY");
        var link = link(NoticeKind.METHOD_ADDED);
        court.pass(Duration.ofHours(337));
        assertThat(press(link)).isTrue();
        assertThat(live()).isEqualTo(older);
        court.root("delete from policy_change");
    }

    @Test
    void afterItsLifeItTakesNothing() {
        add("PASSKEY");
        var link = link(NoticeKind.METHOD_ADDED);
        court.pass(Duration.ofDays(21).plusSeconds(1));
        var before = court.rows();
        assertThat(press(link)).isFalse();
        assertThat(before.since(court.database)).isEmpty();
    }

    @Test
    void whatTheSameSessionAddedBeforeGoesToo() {
        add("PASSKEY");
        court.pass(Duration.ofMinutes(5));
        add("EMAIL");
        var link = link(NoticeKind.METHOD_ADDED);
        court.pass(Duration.ofDays(8));
        assertThat(press(link)).isTrue();
        assertThat(live()).isEqualTo(older);
        assertThat(said(link)).containsExactly("EMAIL 1", "PASSKEY 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 73, 6 * 24, 8 * 24, 15 * 24})
    void whatWasAddedSinceGoesTooByWhicheverSession(int hours) {
        var link = link(NoticeKind.PASSWORD_CHANGED);
        later(Duration.ofHours(hours));
        add("TOTP");
        later(Duration.ofDays(4));
        add("EMAIL");
        assertThat(press(link)).isTrue();
        assertThat(live()).isEqualTo(older);
        assertThat(said(link)).containsExactly("EMAIL 1", "TOTP 1");
    }

    @Test
    void whatHadServedItsTimeBeforeTheNoticeStays() {
        var mine = add("PASSKEY");
        later(Duration.ofDays(4));
        add("EMAIL");
        var link = link(NoticeKind.METHOD_ADDED);
        court.pass(Duration.ofDays(8));
        assertThat(press(link)).isTrue();
        assertThat(live()).containsAll(older).containsAll(mine).hasSize(older.size() + 1);
    }

    @ParameterizedTest
    @EnumSource(NoticeKind.class)
    void whoOnlyKnockedHasAddedNothing(NoticeKind kind) {
        var added = add("PASSKEY");
        court.pass(Duration.ofMinutes(1));
        var link = link(kind);
        court.pass(Duration.ofHours(1));
        assertThat(press(link)).isTrue();
        if (ENTRIES.contains(kind)) {
            assertThat(live()).doesNotContainAnyElementsOf(added);
            assertThat(compromised()).isTrue();
        } else {
            assertThat(live()).containsAll(added);
            assertThat(compromised()).isFalse();
            assertThat(said(link)).isEmpty();
        }
        assertThat(live()).containsAll(older);
    }

    /// Otherwise the password alone would sign in where it took a second factor before.
    @ParameterizedTest
    @EnumSource(NoticeKind.class)
    void whereAMethodGoesThePasswordGoesWithIt(NoticeKind kind) {
        var link = link(kind);
        court.pass(Duration.ofMinutes(1));
        add("TOTP");
        assertThat(press(link)).isTrue();
        assertThat(live()).isEqualTo(older);
        assertThat(compromised()).isTrue();
    }

    /// Whoever reads one mailbox has a link of a knock at the door, and could else use up the objection to what they did next.
    @ParameterizedTest
    @EnumSource(NoticeKind.class)
    void whoOnlyHeardAKnockUsesUpNobodysObjectionToAnEntry(NoticeKind kind) {
        var knock = link(NoticeKind.ACCOUNT_LOCKED);
        court.pass(Duration.ofMinutes(1));
        var link = link(kind);
        assertThat(press(knock)).isTrue();
        assertThat(compromised()).isFalse();
        court.pass(Duration.ofDays(1));
        if (ENTRIES.contains(kind)) {
            assertThat(press(link)).isTrue();
            assertThat(compromised()).isTrue();
        } else {
            assertThat(press(link)).as("nothing is left of it").isFalse();
        }
    }
}
