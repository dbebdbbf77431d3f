package org.regain.delivery;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.regain.channel.DeliveryException;
import org.regain.channel.EmailChannel;
import org.regain.channel.Mail;

/// Keeps the mails it is given.
final class Pigeonhole implements EmailChannel {

    final List<Mail> mails = new CopyOnWriteArrayList<>();

    /// Those that were written and went nowhere.
    final List<Mail> rehearsed = new CopyOnWriteArrayList<>();

    @Override
    public void send(Mail mail) throws DeliveryException {
        mails.add(mail);
    }

    @Override
    public void rehearse(Mail mail) {
        rehearsed.add(mail);
    }

    Map<UUID, Long> timesEach() {
        return mails.stream().collect(Collectors.groupingBy(Mail::id, Collectors.counting()));
    }
}
