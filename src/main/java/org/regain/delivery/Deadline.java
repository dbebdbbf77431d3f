package org.regain.delivery;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.regain.channel.DeliveryException;

/// How long something may take that waits for another machine. Timeouts on a socket alone don't bound a server that
/// answers a byte at a time.
///
/// @param longest from the call on
record Deadline(Duration longest) {

    /// A talk with another machine.
    @FunctionalInterface
    interface Talk {
        void hold() throws DeliveryException;
    }

    /// Returns when the talk has ended.
    ///
    /// @throws TimeoutException after [#longest]; the talk has ended by then as well
    /// @throws DeliveryException as the talk did, or naming the kind of another exception of it
    void keep(Talk talk) throws DeliveryException, TimeoutException, InterruptedException {
        // Closing waits, so that a send that was given up has ended before its row can be claimed again.
        try (ExecutorService talking = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> held = talking.submit(() -> {
                talk.hold();
                return null;
            });
            try {
                held.get(longest.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof DeliveryException refused
                        ? refused
                        : DeliveryException.transientFailure(kind(e));
            } finally {
                // An interrupt closes the socket on which a virtual thread waits.
                held.cancel(true);
            }
        }
    }

    /// The kind only: messages may repeat an address, or more.
    private static String kind(ExecutionException e) {
        Throwable cause = e.getCause() != null ? e.getCause() : e;
        return cause.getClass().getSimpleName();
    }
}
