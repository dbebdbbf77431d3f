package org.regain.journeys;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Everything a browser complains about while a person walks: errors on the console, among them each breach of the content
/// security policy; files that are not there; requests to anybody else.
final class Watch {

    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    private final Set<String> origins = new HashSet<>();
    private final List<String> faults = new ArrayList<>();

    Watch(String origin) {
        origins.add(origin);
    }

    /// This one is somebody whom the person means to visit too.
    void allow(String origin) {
        origins.add(origin);
    }

    void over(Page page) {
        page.onConsoleMessage(this::said);
        page.onPageError(error -> faults.add("Script failed: " + error));
        page.onResponse(this::answered);
        page.onRequest(request -> {
            if (origins.stream().noneMatch(it -> request.url().startsWith(it + "/"))
                    && !request.url().startsWith("data:")) {
                faults.add("Asked somebody else: " + request.url());
            }
        });
    }

    /// What was complained about so far.
    List<String> faults() {
        return List.copyOf(faults);
    }

    private void said(ConsoleMessage message) {
        var loud = message.type().equals("error") || message.type().equals("warning");
        // Chromium reports the status of a page that refuses something, which is as it should be; files: see `answered`.
        if (loud && !message.text().startsWith("Failed to load resource: the server responded")) {
            faults.add("Console: " + message.text());
        }
    }

    private void answered(Response response) {
        var worst = response.request().isNavigationRequest() ? SERVER_ERROR : CLIENT_ERROR;
        if (response.status() >= worst) {
            faults.add(response.status() + " from " + response.url());
        }
    }
}
