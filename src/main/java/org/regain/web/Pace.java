package org.regain.web;

import java.time.Duration;

/// How fast a client has to be. A timeout between two reads bounds nobody who sends a byte now and then, so these count from the
/// beginning.
///
/// Source of [#USUAL]: Apache's own, `RequestReadTimeout handshake=… header=20-40,MinRate=500 body=20,MinRate=500`
/// (mod_reqtimeout), and for answers the idea of Kestrel's `MinResponseDataRate`. A telephone with 20 kbit/s, which is little,
/// has five times that rate.
///
/// @param head         longest for a TLS handshake, and for a head from its first byte to its last
/// @param grace        so long may the body take whatever its size, and after it the answer
/// @param bytesASecond what of a body or an answer earns one more second
record Pace(Duration head, Duration grace, int bytesASecond) {

    static final Pace USUAL = new Pace(Duration.ofSeconds(20), Duration.ofSeconds(20), 500);

    /// @param took for so much of a head, in nanoseconds
    boolean isHeadLate(long took) {
        return took > head.toNanos();
    }

    /// @param took in nanoseconds, from the first byte of the head
    /// @param read bytes of the body
    boolean isBodyLate(long took, long read) {
        return isLate(took - head.toNanos(), read);
    }

    /// @param took    in nanoseconds, from the first byte of the answer
    /// @param written bytes of the answer
    boolean isAnswerLate(long took, long written) {
        return isLate(took, written);
    }

    private boolean isLate(long took, long bytes) {
        return took > grace.plusSeconds(bytes / bytesASecond).toNanos();
    }
}
