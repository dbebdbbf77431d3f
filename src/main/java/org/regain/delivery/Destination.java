package org.regain.delivery;

import java.util.Locale;
import org.regain.channel.Channel;

/// Where a message went, as far as it is counted: never to whom.
///
/// @param place the domain of an address, in lower case, or the country of a number ([org.regain.account.PhoneNumber#country])
record Destination(Channel channel, String place) {

    static Destination of(Recipient to) {
        return new Destination(
                to.channel(),
                switch (to) {
                    case Recipient.Mailbox mailbox -> domain(mailbox.address().value());
                    case Recipient.Phone phone -> phone.number().country();
                });
    }

    private static String domain(String address) {
        return address.substring(address.indexOf('@') + 1).toLowerCase(Locale.ROOT);
    }
}
