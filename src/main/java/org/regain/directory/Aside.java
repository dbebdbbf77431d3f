package org.regain.directory;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks a directory for what a page would say besides: aside, by few at once, and waited for a moment. No page is late or fails for it, and
/// no sign-in waits behind it for a connection.
public final class Aside {

    private static final Logger LOG = LoggerFactory.getLogger(Aside.class);
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final Semaphore places;

    /// @param atOnce how many may ask at the same time: fewer, all in all, than a server's connections (`LdapServer`)
    public Aside(int atOnce) {
        places = new Semaphore(atOnce);
    }

    /// Nothing where the answer does not come in time, or too many ask.
    public <T> Optional<T> ask(Supplier<T> one) {
        return askAll(List.of(one)).getFirst();
    }

    /// Several at the same time, which count as one.
    ///
    /// @return what came of each, in their order
    <T> List<Optional<T>> askAll(List<Supplier<T>> all) {
        if (!places.tryAcquire()) {
            return Collections.nCopies(all.size(), Optional.empty());
        }
        var answers = all.stream().map(Aside::begin).toList();
        var over = CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new));
        // Not when nobody waits any more: whoever is late still has a connection.
        var _ = over.whenComplete((_, _) -> places.release());
        over.copy()
                .completeOnTimeout(null, MOMENT.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        return answers.stream().map(it -> it.getNow(Optional.empty())).toList();
    }

    private static <T> CompletableFuture<Optional<T>> begin(Supplier<T> one) {
        return CompletableFuture.supplyAsync(
                        one,
                        it -> Thread.ofVirtual().name("asks a directory aside").start(it))
                .handle((answer, fault) -> {
                    said(fault);
                    return Optional.ofNullable(answer);
                });
    }

    private static void said(@Nullable Throwable fault) {
        var why = fault instanceof CompletionException ? fault.getCause() : fault;
        // That it is away stands in the log already.
        if (why != null && !(why instanceof DirectoryAway)) {
            LOG.warn("A directory could not be asked aside", why);
        }
    }
}
