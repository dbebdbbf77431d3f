package org.regain.limits;

import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.account.PhoneNumber;
import org.regain.audit.Origin;

/// Takes permits under limits. A permit that was taken is given back by the database alone, where a try at a password was not wrong.
public interface Limits {

    /// Takes one permit for where a request came from. What comes from this very machine is not limited by its source: it
    /// is a proxy that does not say for whom it asks, and everybody together would be shut out.
    Taken take(Limit limit, Origin origin);

    /// Takes one permit for this subject.
    default Taken take(Limit limit, byte[] subject) {
        return take(limit, subject, 0);
    }

    /// Takes one permit for this subject, leaving `kept` of them to others who have a better claim.
    Taken take(Limit limit, byte[] subject, int kept);

    /// Takes one permit under each of two limits, in one round trip; when the first has none, the second is not asked.
    Taken takeBoth(Limit first, Limit second, byte[] subject, int kept);

    /// Takes one permit for this subject, of so many that they are counted by parts of the window and not one by one.
    Taken takeOfMany(Limit limit, byte[] subject);

    /// The same for where a request came from; never for this very machine.
    Taken takeOfMany(Limit limit, Origin origin);

    /// Whether there is a permit for where a request came from, and takes none: for what is counted only where it went wrong, and
    /// cannot be guessed by trying often.
    Taken look(Limit limit, Origin origin);

    /// Takes one permit of all that everybody shares.
    Taken takeOfAll(Limit limit);

    /// Somebody was refused a permit of what is this account's. Where none of the day's permits is left, that is written down
    /// and the owner told, once a day; where it is a matter of minutes, it is not. For nobody's account (null) the same
    /// query is made.
    void noteRefused(@Nullable AccountId account, Limit limit, byte[] subject, int kept);

    /// The same of a telephone number, for everybody who has confirmed it.
    void noteRefused(PhoneNumber number, Limit limit, byte[] subject);
}
