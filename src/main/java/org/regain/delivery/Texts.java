package org.regain.delivery;

import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.channel.DeliveryException;
import org.regain.channel.SmsChannel;
import org.regain.limits.Taken;
import org.regain.texts.TextBudget;
import org.regain.texts.TextsAllowed;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Texts on their way out: only where texts are sent at all, to countries that are allowed, and within the budget.
///
/// It is asked here and not where a text is put, because here nobody waits: how long it takes to count, and whether anything
/// was counted, shows in no page. A decoy costs no budget.
@Component
class Texts {

    /// What the table says of a text for which there was no place.
    static final String NO_PLACE = "limit";

    private final @Nullable SmsChannel channel;
    private final TextWriter writer;
    private final TextsAllowed allowed;
    private final TextBudget budget;
    private final Clock clock;

    Texts(ObjectProvider<SmsChannel> channel, TextWriter writer, TextsAllowed allowed, TextBudget budget, Clock clock) {
        this.channel = channel.getIfAvailable();
        this.writer = writer;
        this.allowed = allowed;
        this.budget = budget;
        this.clock = clock;
    }

    /// What becomes of a text that may not be sent now; null for one that may, which has its place in the budget then.
    ///
    /// A code for which there is no place is given up: whoever asked has asked again by the time there is one. A notice waits.
    @Nullable
    Outcome hold(ClaimedRow row, Message.Addressed message, Recipient.Phone to) {
        if (channel == null) {
            return new Outcome.Failed("no provider");
        }
        if (!allowed.to(to.number())) {
            return new Outcome.Failed("country");
        }
        if (hasItsPlace(row)) {
            return null;
        }
        Taken taken;
        try {
            taken = budget.take(to.number());
        } catch (DataAccessException e) {
            return RetryDelay.after(row, NO_PLACE, clock.instant());
        }
        return switch (taken) {
            case Taken.Yes _ -> null;
            case Taken.No(var until)
            when message instanceof Message.Notice && until.isBefore(row.expiresAt()) ->
                new Outcome.Postponed(until, NO_PLACE);
            case Taken.No _ -> new Outcome.Failed(NO_PLACE);
        };
    }

    void send(UUID id, Message.Addressed message, Recipient.Phone to) throws DeliveryException {
        if (channel == null) {
            throw DeliveryException.permanent("no provider");
        }
        channel.send(writer.write(id, message, to));
    }

    /// A text that is tried again pays no second time, or an hour without the provider would use up the budget.
    private static boolean hasItsPlace(ClaimedRow row) {
        return row.attempt() > 1 && !NO_PLACE.equals(row.failure());
    }
}
