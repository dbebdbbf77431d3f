package org.regain.password;

import java.time.Duration;
import org.regain.web.Busy;

/// Too many passwords are being hashed at this moment. Nothing was judged and nothing may be counted.
public final class HashingBusy extends Busy {

    private static final long serialVersionUID = 1;

    HashingBusy(Duration retryAfter) {
        super(retryAfter);
    }
}
