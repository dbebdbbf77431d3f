package org.regain.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.regain.readiness.Readiness.State;
import org.regain.verification.Method;
import org.regain.verification.Proven;

/// Whether somebody could get back in: each person there can be, and what is told to the likes of Ana.
class ReadinessTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant OLD = NOW.minus(Duration.ofDays(100));
    private static final Instant SOON = NOW.plus(Duration.ofDays(3));
    private static final List<Method> ALL = Method.SAFEST_FIRST;

    @Test
    void aMailboxAndSavedCodesSurviveTheLossOfEither() {
        var ready = readiness(email(OLD), codes(OLD));
        assertThat(ready.state()).isEqualTo(State.READY);
        assertThat(ready.ways()).containsExactly(List.of(Method.SAVED_CODE), List.of(Method.EMAIL));
        assertThat(ready.weakest()).containsExactly(Method.EMAIL);
        assertThat(ready.add()).isEmpty();
    }

    @Test
    void whoHasOnlyTheMailboxIsOneLossFromNoWayBack() {
        var risk = readiness(email(OLD));
        assertThat(risk.state()).isEqualTo(State.AT_RISK);
        assertThat(risk.loss()).isEqualTo(Readiness.Loss.MAILBOX);
        assertThat(risk.add()).contains(Method.SAVED_CODE, Method.EMAIL).doesNotContain(Method.SMS);
    }

    @Test
    void anAppAndAMailboxAreNeededTogetherSoThePhoneMustNotBeLost() {
        var risk = readiness(email(OLD), app(OLD));
        assertThat(risk.state()).isEqualTo(State.AT_RISK);
        assertThat(risk.ways()).containsExactly(List.of(Method.TOTP, Method.EMAIL));
        assertThat(risk.loss()).isEqualTo(Readiness.Loss.PHONE);
        assertThat(risk.add()).containsExactly(Method.PASSKEY, Method.SAVED_CODE);
        assertThat(readiness(email(OLD), app(OLD), codes(OLD)).state()).isEqualTo(State.READY);
    }

    @Test
    void aPasskeyThatLivesOnThePhoneAloneGoesWithItAndACopiedOneDoesNot() {
        var builtIn = Held.passkey(OLD, false, List.of("hybrid", "internal"));
        assertThat(readiness(email(OLD), builtIn).loss()).isEqualTo(Readiness.Loss.PHONE);
        for (var kept : List.of(
                Held.passkey(OLD, true, List.of("internal")), Held.passkey(OLD, false, List.of("nfc", "usb")))) {
            assertThat(readiness(email(OLD), kept).state()).isEqualTo(State.READY);
        }
    }

    @Test
    void textsNeverLeadBackByThemselves() {
        assertThat(readiness(number(OLD)).state()).isEqualTo(State.NOT_READY);
        assertThat(readiness(number(OLD), email(SOON)).state()).isEqualTo(State.NOT_READY);
        assertThat(readiness(number(OLD), app(OLD)).ways()).containsExactly(List.of(Method.TOTP, Method.SMS));
    }

    @Test
    void whatWasAddedLatelyServesBesideAnOlderOneAndLaterByItself() {
        var risk = readiness(email(OLD), codes(SOON));
        assertThat(risk.state()).isEqualTo(State.AT_RISK);
        assertThat(risk.ways()).containsExactly(List.of(Method.EMAIL));
        assertThat(risk.loss()).isEqualTo(Readiness.Loss.MAILBOX);
        assertThat(risk.from()).isEqualTo(SOON);
        assertThat(risk.add()).isEmpty();
        assertThat(readiness(email(OLD), app(SOON)).ways()).containsExactly(List.of(Method.TOTP, Method.EMAIL));
    }

    @Test
    void anAdministratorWithTheMailboxAloneGetsBackInOnlyByWaiting() {
        var alone = new Holding(List.of(email(OLD), email(OLD)), true, 96);
        var none = Readiness.of(alone, ALL, NOW);
        assertThat(none.state()).isEqualTo(State.NOT_READY);
        assertThat(none.waits()).isEqualTo(96);
        assertThat(none.add()).containsExactly(Method.PASSKEY);
        assertThat(Readiness.of(alone, List.of(Method.SAVED_CODE, Method.SMS), NOW)
                        .add())
                .containsExactly(Method.SAVED_CODE);
    }

    @Test
    void waitingIsSpokenOfWhereWhatIsLeftServesByItself() {
        assertThat(readiness(email(OLD), app(OLD)).waits())
                .as("the mailbox is left")
                .isEqualTo(72);
        assertThat(readiness(email(OLD), codes(OLD), app(OLD)).waits())
                .as("no loss matters")
                .isNull();
        assertThat(readiness(number(OLD), app(OLD)).waits())
                .as("nothing is left")
                .isNull();
        assertThat(readiness(email(SOON), app(OLD)).waits())
                .as("the mailbox is too new")
                .isNull();
        assertThat(readiness(email(OLD)).waits()).as("nothing is left").isNull();
        assertThat(readiness().waits()).isNull();
    }

    @Test
    void whoHasNothingNeedsSomething() {
        var none = readiness();
        assertThat(none.state()).isEqualTo(State.NOT_READY);
        assertThat(none.ways()).isEmpty();
        assertThat(none.weakest()).isEmpty();
        assertThat(none.add()).isNotEmpty();
    }

    @Test
    void theLastSufficientMethodMayNotGo() {
        var mailbox = email(OLD);
        assertThat(holding(mailbox, codes(OLD)).mayLose(mailbox, NOW)).isFalse();
        assertThat(holding(mailbox, email(SOON)).mayLose(mailbox, NOW)).isFalse();
        assertThat(holding(mailbox, email(OLD)).mayLose(mailbox, NOW)).isTrue();
        assertThat(holding(mailbox, app(OLD)).mayLose(app(OLD), NOW)).isFalse();
        assertThat(holding(mailbox, app(OLD), codes(OLD)).mayLose(app(OLD), NOW))
                .isTrue();
    }

    @Test
    void aWayIsEnoughAndNothingLessIs() {
        assertThat(everybody().filter(one -> {
                    var ways = Readiness.of(one, ALL, NOW).ways();
                    var best = one.best(NOW);
                    return !ways.stream()
                                    .allMatch(way -> ways.stream()
                                                    .filter(way::containsAll)
                                                    .count()
                                            == 1)
                            || !subsets(best).allMatch(some -> enough(one, some) == contains(some, ways));
                }))
                .isEmpty();
    }

    @Test
    void whoIsReadyGetsInAfterAnyOneLossAndNobodyElseDoes() {
        assertThat(everybody().filter(one -> {
                    var now = Readiness.of(one, ALL, NOW);
                    var today = enough(one, one.methods());
                    var survives = losses(one).allMatch(left -> enough(one, left));
                    return (now.state() == State.READY) != (today && survives)
                            || (now.state() == State.NOT_READY) == today
                            || (now.loss() == null) != (survives || !today);
                }))
                .isEmpty();
    }

    @Test
    void whatIsAdvisedHelps() {
        assertThat(everybody().filter(one -> {
                    var now = Readiness.of(one, ALL, NOW);
                    var settled = Readiness.of(one, ALL, SOON).state();
                    var helps = now.add().stream().allMatch(way -> {
                        var more = one.with(Held.of(way, SOON));
                        return Readiness.of(more, ALL, SOON).state().compareTo(settled) < 0;
                    });
                    return !helps
                            || now.add().isEmpty() != (settled == State.READY)
                            || (now.from() == null) != (settled.compareTo(now.state()) >= 0);
                }))
                .isEmpty();
    }

    private static boolean contains(List<Held> some, List<List<Method>> ways) {
        var names = some.stream().map(Held::kind).toList();
        return ways.stream().anyMatch(names::containsAll);
    }

    private static Stream<List<Held>> losses(Holding one) {
        var mailboxes =
                one.methods().stream().filter(it -> it.kind() == Method.EMAIL).map(one::without);
        var phone = one.methods().stream().filter(it -> !it.onPhone()).toList();
        var codes = one.methods().stream()
                .filter(it -> it.kind() != Method.SAVED_CODE)
                .toList();
        return Stream.concat(Stream.of(phone, codes), mailboxes);
    }

    /// By the same rule as a recovery's.
    private static boolean enough(Holding one, List<Held> some) {
        var proven = Proven.NOTHING;
        for (var method : some) {
            proven = proven.with(method.kind(), method.servesAt(NOW));
        }
        return proven.classes() >= one.asked();
    }

    /// Each kind of method: none, a new one, an old one; passkeys on the phone or not; with and without a second address;
    /// with either rule.
    private static Stream<Holding> everybody() {
        var sets = Stream.of(List.<Held>of());
        for (var way : Method.values()) {
            sets = sets.flatMap(some -> choices(way).map(more -> join(some, more)));
        }
        return sets.flatMap(some -> Stream.of(true, false).map(two -> new Holding(some, two, 72)));
    }

    private static Stream<List<Held>> choices(Method way) {
        var plain = Stream.of(List.<Held>of(), List.of(Held.of(way, OLD)), List.of(Held.of(way, SOON)));
        return switch (way) {
            case PASSKEY -> Stream.concat(plain, Stream.of(OLD, SOON).map(from -> List.of(new Held(way, from, true))));
            case EMAIL -> Stream.concat(plain, Stream.of(OLD, SOON).map(from -> List.of(email(OLD), email(from))));
            case TOTP, SAVED_CODE, SMS -> plain;
        };
    }

    private static Stream<List<Held>> subsets(List<Held> all) {
        return IntStream.range(0, 1 << all.size())
                .mapToObj(bits -> IntStream.range(0, all.size())
                        .filter(i -> (bits >> i & 1) == 1)
                        .mapToObj(all::get)
                        .toList());
    }

    private static List<Held> join(List<Held> some, List<Held> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static Readiness readiness(Held... methods) {
        return Readiness.of(holding(methods), ALL, NOW);
    }

    private static Holding holding(Held... methods) {
        return new Holding(List.of(methods), false, 72);
    }

    private static Held email(Instant from) {
        return Held.of(Method.EMAIL, from);
    }

    private static Held number(Instant from) {
        return Held.of(Method.SMS, from);
    }

    private static Held app(Instant from) {
        return Held.of(Method.TOTP, from);
    }

    private static Held codes(Instant from) {
        return Held.of(Method.SAVED_CODE, from);
    }
}
