package org.regain.watch;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/// The port to watch by, once it is open.
final class WatchPort implements ApplicationListener<WebServerInitializedEvent> {

    private volatile int port = -1;

    @Override
    public void onApplicationEvent(WebServerInitializedEvent opened) {
        if (WebServerApplicationContext.hasServerNamespace(opened.getApplicationContext(), "management")) {
            port = opened.getWebServer().getPort();
        }
    }

    /// Whether a request came in by it.
    boolean is(int localPort) {
        return localPort == port;
    }
}
