package org.regain.roster;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.regain.directory.EntryId;
import org.springframework.beans.factory.annotation.Autowired;

/// Who is in the directory is here; who is out there is out here.
class SynchroniseTest extends RosterScene {

    @Autowired
    JdbcRoster roster;

    @Test
    void whoIsNewThereGetsAnAccountToClaimAndNothingMore() {
        var ana = directory.add("Ana.Silva", AT_THE_DESK, "Ana@Contoso.example");
        read();
        assertThat(state(ana)).isEqualTo("UNCLAIMED");
        assertThat(text("select key from account_name where account_id = '%s' order by 1"
                        .formatted(account(ana).value())))
                .containsExactly("ana.silva", "ana@contoso.example");
        assertThat(text("select address || ' ' || (confirmed_at is null) from contact where account_id = '%s'"
                        .formatted(account(ana).value())))
                .containsExactly("Ana@Contoso.example true");
        everythingIsSent();
        assertThat(mail.toAnybody()).isEmpty();
        var before = count("select count(*) from account");
        read();
        assertThat(count("select count(*) from account")).isEqualTo(before);
        assertThat(refused()).isEmpty();
    }

    @Test
    void whoCannotBeAnybodyHereIsKeptWithWhyAndTheOthersGoOn() {
        directory.add("nomail", AT_THE_DESK);
        directory.add("twomails", AT_THE_DESK, "two@contoso.example", "mails@contoso.example");
        directory.add("badmail", AT_THE_DESK, "not an address");
        directory.add("bad name", AT_THE_DESK, "badname@contoso.example");
        directory.add("=cmd", AT_THE_DESK, "formula@contoso.example");
        directory.add("taken", AT_THE_DESK, "marta@contoso.example");
        directory.add("twin", AT_THE_DESK, "twin@contoso.example");
        directory.add("tw\u0456n", AT_THE_DESK, "alike@contoso.example");
        directory.add("other", AT_THE_DESK, "TWIN@contoso.example");
        directory.add("tw\u202ein", AT_THE_DESK, "turned@contoso.example");
        var gone = directory.add("disabled", AT_THE_DESK, "disabled@contoso.example");
        directory.disable(gone);
        var ana = directory.add("ana", AT_THE_DESK, "ana@contoso.example", "ANA@contoso.example");
        read();
        assertThat(refused())
                .containsExactlyInAnyOrder(
                        "nomail NO_MAIL",
                        "twomails TWO_MAILS",
                        "badmail UNUSABLE_MAIL",
                        "bad name UNUSABLE_NAME",
                        "=cmd UNUSABLE_NAME",
                        "taken NAME_TAKEN",
                        "tw\u0456n LOOKS_ALIKE",
                        "other NAME_TAKEN",
                        "tw\ufffdin UNUSABLE_NAME");
        assertThat(state(ana)).isEqualTo("UNCLAIMED");
        assertThat(count("select count(*) from account")).isEqualTo(3);
    }

    @Test
    void whatIsMendedThereIsGoneFromTheListAtTheNextReading() {
        var ana = directory.add("ana", AT_THE_DESK);
        read();
        assertThat(refused()).containsExactly("ana NO_MAIL");
        directory.mails(ana, "ana@contoso.example");
        read();
        assertThat(refused()).isEmpty();
        assertThat(state(ana)).isEqualTo("UNCLAIMED");
    }

    @Test
    void whoIsDisabledOrGoneThereIsSuspendedHereUntilTheyAreBack() throws MessagingException {
        var ana = claimed("ana");
        directory.disable(ana);
        read();
        assertThat(state(ana)).isEqualTo("SUSPENDED");
        assertThat(mail.await("ana@contoso.example", 1).getSubject()).isEqualTo("Your account is suspended");
        directory.enable(ana);
        read();
        assertThat(state(ana)).isEqualTo("ACTIVE");
        directory.remove(ana);
        read();
        assertThat(state(ana)).isEqualTo("SUSPENDED");
    }

    /// Nobody is put out for it, and nobody comes in or back.
    @Test
    void whereItCannotBeReadWhetherSomebodyIsLetInAllStaysAsItStands() {
        var ana = claimed("ana");
        var ben = claimed("ben");
        directory.disable(ben);
        read();
        directory.enable(ben);
        directory.hide(ana, true);
        directory.hide(ben, true);
        var eva = directory.add("eva", AT_THE_DESK, "eva@contoso.example");
        directory.hide(eva, true);
        read();
        assertThat(state(ana)).isEqualTo("ACTIVE");
        assertThat(state(ben)).isEqualTo("SUSPENDED");
        assertThat(count("select count(*) from account")).isEqualTo(3);
        directory.hide(ben, false);
        directory.hide(eva, false);
        read();
        assertThat(state(ben)).isEqualTo("ACTIVE");
        assertThat(state(eva)).isEqualTo("UNCLAIMED");
    }

    @Test
    void whoIsPutOutIsLetInAgainWhereThatIsSaidOfThemByName() {
        directory.tellOnlyWhoAsks();
        var ben = claimed("ben");
        directory.disable(ben);
        read();
        directory.hide(ben, true);
        read();
        assertThat(state(ben)).isEqualTo("SUSPENDED");
        directory.enable(ben);
        directory.hide(ben, false);
        read();
        assertThat(state(ben)).isEqualTo("ACTIVE");
    }

    @Test
    void whereTheDirectoryBreaksOffNobodyIsGone() {
        var ana = claimed("ana");
        directory.add("nomail", AT_THE_DESK);
        read();
        directory.breakOffAfter(0);
        directory.mails(ana);
        read();
        assertThat(state(ana)).isEqualTo("ACTIVE");
        assertThat(refused()).as("as it was").containsExactly("nomail NO_MAIL");
        directory.away(true);
        read();
        assertThat(state(ana)).isEqualTo("ACTIVE");
        directory.away(false);
        directory.breakOffAfter(Integer.MAX_VALUE);
        directory.remove(ana);
        read();
        assertThat(state(ana)).as("the next reading is not kept away").isEqualTo("SUSPENDED");
    }

    /// A wrong base, or a right that was taken away, empties a directory for us.
    @Test
    void whereMostAreMissingNobodyIsGone() {
        var all = new ArrayList<EntryId>();
        for (int i = 0; i < 20; i++) {
            all.add(directory.add("p" + i, AT_THE_DESK, "p%d@contoso.example".formatted(i)));
        }
        read();
        all.subList(0, 11).forEach(directory::remove);
        read();
        assertThat(count("select count(*) from account where state = 'SUSPENDED'"))
                .isZero();
        var back = directory.add("another", AT_THE_DESK, "another@contoso.example");
        read();
        all.subList(11, 12).forEach(directory::disable);
        read();
        assertThat(state(back)).isEqualTo("UNCLAIMED");
        assertThat(count("select count(*) from account where state = 'SUSPENDED'"))
                .isEqualTo(1);
    }

    /// Those who left over the years would outnumber whoever is there.
    @Test
    void whoLeftLongAgoKeepsNobodyIn() {
        var left = new ArrayList<EntryId>();
        for (int i = 0; i < 12; i++) {
            left.add(directory.add("p" + i, AT_THE_DESK, "p%d@contoso.example".formatted(i)));
        }
        var ana = directory.add("ana", AT_THE_DESK, "ana@contoso.example");
        var bo = directory.add("bo", AT_THE_DESK, "bo@contoso.example");
        read();
        left.forEach(directory::disable);
        read();
        left.forEach(directory::remove);
        directory.remove(ana);
        read();
        assertThat(state(ana)).isEqualTo("SUSPENDED");
        assertThat(state(bo)).isEqualTo("UNCLAIMED");
    }

    @Test
    void aPasswordThatWasSetPastRegainIsToldOnce() throws MessagingException {
        var ana = claimed("ana");
        read();
        directory.setPasswordBeneath(ana, "chosen by somebody else");
        read();
        read();
        everythingIsSent();
        assertThat(mail.to("ana@contoso.example")).hasSize(1);
        assertThat(mail.newestOf("ana@contoso.example").getSubject())
                .isEqualTo("Your password was changed in your organisation’s directory");
        assertThat(count("select count(*) from account where frozen_at is not null"))
                .isEqualTo(1);
    }

    @Test
    void oneNodeReadsAtATimeAndNotTooOften() {
        var pause = Duration.ofMinutes(4);
        var since = roster.begin(pause).orElseThrow();
        clock.advance(Duration.ofSeconds(250));
        assertThat(roster.begin(pause)).as("another reads").isEmpty();
        assertThat(roster.goesOn(since)).isTrue();
        clock.advance(Duration.ofSeconds(250));
        assertThat(roster.begin(pause)).as("and still does").isEmpty();
        roster.giveUp(since);
        var next = roster.begin(pause).orElseThrow();
        assertThat(roster.goesOn(since)).as("it has ended").isFalse();
        roster.giveUp(next);
        assertThat(roster.begin(pause)).as("too soon").isEmpty();
        clock.advance(Duration.ofMinutes(5));
        var lost = roster.begin(pause).orElseThrow();
        clock.advance(Duration.ofMinutes(6));
        assertThat(roster.begin(pause)).as("that node is gone").isPresent();
        assertThat(roster.goesOn(lost)).isFalse();
    }
}
