package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.regain.support.HttpBrowser;
import org.regain.support.Launch;
import org.regain.support.Thorough;

/// The package starts on two cores while people wait for its port: whoever gets through is answered. It hung for ever in one
/// start of fifteen while requests loaded classes out of a jar within a jar.
///
/// Two starts; `-Dtests.starts=30` makes thirty.
@Thorough
class PackagedStartTest {

    private static final int STARTS = Integer.getInteger("tests.starts", 2);
    private static final int CLIENTS = 8;

    /// A mistake at signing in is told, or else that there is much to do: eight passwords at once are many for a slow machine.
    private static final Set<String> ANSWERS = Set.of("200 422 200 200", "200 503 200 200");

    private static final List<String> LANGUAGES = List.of("en", "es", "zh-CN");

    @TempDir
    Path folder;

    @Test
    void everyStartAnswersAllWhoWaitedForItAndReadsNothingOfOpenTelemetry() throws Exception {
        var jar = Packaged.jar();
        var unanswered = new ArrayList<String>();
        var classes = folder.resolve("classes.log");
        for (var start = 1; start <= STARTS; start++) {
            try (var node = OwnProcess.packaged(
                    jar, folder, "-XX:ActiveProcessorCount=2", "-Xlog:class+load:file=" + classes)) {
                node.begin();
                var begin = System.nanoTime();
                var answers = answers(node);
                System.out.printf("Start %d: %d ms %s%n", start, (System.nanoTime() - begin) / 1_000_000, answers);
                if (ANSWERS.containsAll(answers)) {
                    node.awaitStart();
                } else {
                    unanswered.add("Start %d: %s%n%s".formatted(start, answers, node.said()));
                }
            }
        }
        assertThat(unanswered).isEmpty();
        // No endpoint for traces is set.
        assertThat(Files.readAllLines(classes))
                .anyMatch(it -> it.contains("org.regain.watch.TraceConfiguration "))
                .noneMatch(it -> it.contains(" io.opentelemetry."));
    }

    private static List<String> answers(OwnProcess node) throws InterruptedException {
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            var asked = IntStream.range(0, CLIENTS)
                    .<Callable<String>>mapToObj(client -> () -> ask(node, client))
                    .toList();
            return clients.invokeAll(asked, Launch.LONGEST_START.toSeconds(), TimeUnit.SECONDS).stream()
                    .map(answer -> switch (answer.state()) {
                        case SUCCESS -> answer.resultNow();
                        case FAILED -> answer.exceptionNow().toString();
                        case CANCELLED, RUNNING -> "no answer";
                    })
                    .toList();
        }
    }

    /// What the first people do, all at once: sign in with a mistake, then look how to get in without.
    private static String ask(OwnProcess node, int client) throws InterruptedException {
        var browser = node.browser().header("Accept-Language", LANGUAGES.get(client % LANGUAGES.size()));
        var opened = awaitPort(browser);
        var refused = browser.submit("/sign-in", "name", "nobody" + client, "password", "not the pass phrase");
        var recover = browser.get("/recover");
        var next = browser.submit("/recover", "name", "nobody" + client + "@contoso.example");
        return "%d %d %d %d".formatted(opened.status(), refused.status(), recover.status(), next.status());
    }

    private static HttpBrowser.Page awaitPort(HttpBrowser browser) throws InterruptedException {
        while (true) {
            try {
                return browser.get("/sign-in");
            } catch (UncheckedIOException notOpenYet) {
                Thread.sleep(5);
            }
        }
    }
}
