package org.regain.texts;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.regain.account.PhoneNumber;
import org.regain.limits.Limit;
import org.regain.limits.Limits;
import org.regain.limits.Taken;
import org.regain.secret.MacPurpose;
import org.regain.secret.Macs;
import org.springframework.stereotype.Component;

/// How many texts may be sent: to one number, so that nobody's telephone is flooded; to numbers beside each other and in
/// all, because each costs money that somebody else may earn (SMS pumping).
@Component
public class TextBudget {

    private final Limits limits;
    private final Macs macs;

    TextBudget(Limits limits, Macs macs) {
        this.limits = limits;
        this.macs = macs;
    }

    /// Takes a place for one text. The narrowest limit comes first: a flood to one number, or to one operator's, is stopped
    /// there and leaves everybody else's places alone.
    public Taken take(PhoneNumber number) {
        Taken own = limits.takeBoth(Limit.MESSAGES_SOON, Limit.MESSAGES_A_DAY, subject(number.text()), 0);
        if (own instanceof Taken.No) {
            limits.noteRefused(number, Limit.MESSAGES_A_DAY, subject(number.text()));
            return own;
        }
        Taken near =
                limits.takeBoth(Limit.TEXTS_TO_PREFIX_SOON, Limit.TEXTS_TO_PREFIX_A_DAY, subject(number.prefix()), 0);
        if (near instanceof Taken.No) {
            return near;
        }
        Taken hour = limits.takeOfAll(Limit.TEXTS_AN_HOUR);
        return hour instanceof Taken.No ? hour : limits.takeOfAll(Limit.TEXTS_A_DAY);
    }

    private byte[] subject(String digits) {
        return macs.mac(MacPurpose.PHONE_NUMBER, digits.getBytes(US_ASCII));
    }
}
