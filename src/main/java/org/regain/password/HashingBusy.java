package org.regain.password;

import java.time.Duration;
import org.regain.web.Busy;

/// Too many passwords are being hashed at this moment, or there is no memory for one more. Nothing was judged and nothing may be counted.
public final class HashingBusy extends Busy {

    private static final long serialVersionUID = 1;

    /// Long enough for a full line to have moved on.
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    HashingBusy() {
        super(RETRY_AFTER);
    }
}
