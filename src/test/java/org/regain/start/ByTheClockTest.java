package org.regain.start;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.regain.support.Scene;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.config.IntervalTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;

/// What a node does by itself, and how often. What it does by the minute or more rarely does not happen in other tests unless they ask for it.
class ByTheClockTest extends Scene {

    @Autowired
    ScheduledTaskHolder scheduled;

    @Test
    void aNodeDoesTheseThingsByItself() {
        assertThat(scheduled.getScheduledTasks())
                .extracting(it -> it + " " + ((IntervalTask) it.getTask()).getIntervalDuration())
                .containsExactlyInAnyOrder(
                        "org.regain.database.ClockWatch.compare PT1M",
                        "org.regain.database.Housekeeping.tidy PT1H",
                        "org.regain.readiness.ReadinessCensus.count PT1M",
                        "org.regain.readiness.ReadinessCensus.keepTheDay PT30M",
                        "org.regain.delivery.ChannelHealth.look PT1S",
                        "org.regain.look.Looks.readAgain PT3S",
                        "org.regain.invite.Announcer.sayWhatWaits PT3S",
                        "org.regain.invite.ListsUnderWay.goOn PT1S",
                        "org.regain.recovery.Reminders.ofWaiting PT5M",
                        "org.regain.recovery.Reminders.ofProofs PT1M",
                        "org.regain.roster.Synchronise.look PT5M",
                        "org.regain.roster.SettleWrites.whatIsOpen PT10S",
                        "org.regain.portal.SigningRotation.look PT1H");
    }
}
