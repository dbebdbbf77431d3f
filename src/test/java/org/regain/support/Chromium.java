package org.regain.support;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Starts the machine's Chromium once for all tests of a thread, when the first asks for it, and ends it after the last. Its
/// driver serves no other thread.
final class Chromium implements ExecutionCondition, ParameterResolver {

    /// Without a window where there is such a one: the same engine, at half the cost, since nothing draws the window's frame.
    private static final List<String> WHERE = List.of(
            "/usr/bin/chromium-headless-shell",
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome");

    /// No sandbox, because CI often runs as root; the rest keeps the browser from speaking to anybody but us.
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext test) {
        return condition(installed(), "true".equals(System.getenv("CI")));
    }

    /// Whether a test may run, given where Chromium is.
    ///
    /// @throws IllegalStateException when it is nowhere and a skip counts as a failure
    static ConditionEvaluationResult condition(Optional<Path> chromium, boolean skipIsFailure) {
        if (chromium.isEmpty() && skipIsFailure) {
            throw new IllegalStateException("There is no Chromium at any of " + WHERE + ", and CI=true.");
        }
        return chromium.isPresent()
                ? ConditionEvaluationResult.enabled("Chromium is there")
                : ConditionEvaluationResult.disabled("There is no Chromium at any of " + WHERE);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Browser resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getRoot()
                .getStore(ExtensionContext.Namespace.create(Chromium.class))
                .computeIfAbsent(Thread.currentThread(), _ -> Running.start(), Running.class)
                .browser();
    }

    private static Optional<Path> installed() {
        return WHERE.stream().map(Path::of).filter(Files::isExecutable).findFirst();
    }

    /// Closed by JUnit with the store of the whole run.
    private record Running(Playwright playwright, Browser browser) implements AutoCloseable {

        static Running start() {
            var playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            var launch = new BrowserType.LaunchOptions()
                    .setExecutablePath(installed().orElseThrow())
                    .setArgs(FLAGS);
            return new Running(playwright, playwright.chromium().launch(launch));
        }

        @Override
        public void close() {
            playwright.close();
        }
    }
}
