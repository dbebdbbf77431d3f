package org.regain.verification;

import java.time.Instant;
import org.regain.secret.Token;

/// What the database said of an answer. The answer was counted before it was looked at.
public sealed interface Verdict {

    /// Right; the proof is written and the flow's handle has changed.
    ///
    /// @param key the flow's new handle, for the browser alone
    /// @param older what it was proven by serves a recovery by itself; otherwise only beside an older proof
    record Proven(Token key, boolean older) implements Verdict {}

    /// Read, and it proved nothing.
    sealed interface NotProven extends Verdict {}

    record Wrong() implements NotProven {}

    /// Wrong, and the last answer this challenge allowed.
    record Spent() implements NotProven {}

    /// There was nothing to answer any more: expired, replaced, used or spent.
    record Nothing() implements NotProven {}

    /// Not judged: too many wrong answers by this method under this name.
    ///
    /// @param until from when answers are judged again; [Instant#MAX] when the method has to be registered anew
    record Held(Instant until) implements NotProven {}

    /// This browser has no such open flow.
    record Gone() implements Verdict {}
}
