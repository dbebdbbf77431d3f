package org.regain.watch;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends spans, and says in the log when they do not get through, once, and when they do again. Where that goes to and fro, it is said once
/// an hour.
final class SaidOnce implements SpanExporter {

    private static final Logger LOG = LoggerFactory.getLogger(SaidOnce.class);
    private static final long AGAIN = Duration.ofHours(1).toNanos();

    private final SpanExporter sending;
    private final URI endpoint;
    private final LongSupplier nanoTime;
    private boolean said;
    private @Nullable Long lastSaid;

    SaidOnce(SpanExporter sending, URI endpoint, LongSupplier nanoTime) {
        this.sending = sending;
        this.endpoint = endpoint;
        this.nanoTime = nanoTime;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        CompletableResultCode sent = sending.export(spans);
        return sent.whenComplete(() -> {
            if (sent.isSuccess()) {
                arrived();
            } else {
                lost(sent.getFailureThrowable());
            }
        });
    }

    private synchronized void lost(@Nullable Throwable why) {
        long now = nanoTime.getAsLong();
        if (!said && (lastSaid == null || now - lastSaid > AGAIN)) {
            LOG.warn("Traces do not get through to {} ({}), and are dropped until they do", endpoint, kind(why));
            said = true;
            lastSaid = now;
        }
    }

    private synchronized void arrived() {
        if (said) {
            LOG.info("Traces get through to {} again", endpoint);
        }
        said = false;
    }

    /// The kind only.
    private static String kind(@Nullable Throwable why) {
        for (Throwable cause = why; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return cause.getClass().getSimpleName();
            }
        }
        return "it refuses them";
    }

    @Override
    public CompletableResultCode flush() {
        return sending.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return sending.shutdown();
    }
}
