package org.regain.support;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/// How long a test waits for what must come. It guards against waiting without end and judges nobody's speed: what comes
/// comes long before, on a slow machine too.
public final class Deadline {

    public static final Duration HANGING = Duration.ofMinutes(1);

    private Deadline() {}

    /// Waits for what must become true; looks again soon.
    public static ConditionFactory await() {
        return await("what was awaited");
    }

    /// The same, with a name for it.
    ///
    /// @param what is awaited, for who reads that it never came
    public static ConditionFactory await(String what) {
        // In the thread of the test, to which its database and its browser belong.
        return Awaitility.await(what).pollInSameThread().atMost(HANGING).pollInterval(Duration.ofMillis(20));
    }
}
