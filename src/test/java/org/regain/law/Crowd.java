package org.regain.law;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Many who do something at the same moment.
final class Crowd {

    private Crowd() {}

    /// What one of them does.
    @FunctionalInterface
    interface Deed<T> {
        T of(int number) throws Exception;
    }

    /// Lets so many loose at once, and hands back what came of each; a failure of one is the failure of all.
    static <T> List<T> of(int many, Deed<T> deed) throws InterruptedException, ExecutionException {
        var barrier = new CyclicBarrier(many);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = new ArrayList<>();
            for (var i = 0; i < many; i++) {
                var number = i;
                running.add(threads.submit(() -> {
                    barrier.await();
                    return deed.of(number);
                }));
            }
            List<T> results = new ArrayList<>();
            for (var one : running) {
                results.add(one.get());
            }
            return results;
        }
    }
}
