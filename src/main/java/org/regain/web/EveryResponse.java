package org.regain.web;

import org.apache.catalina.Lifecycle;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.Adapter;
import org.apache.coyote.ProtocolHandler;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/// Puts [SecurityHeaders] on every response there is. It stands where Tomcat hands over from its HTTP parser, because a
/// request that Tomcat itself refuses (a bad path, TRACE, a foreign host in the request line) never gets to a filter. And it
/// has every answer arrive, by reading what was refused unread: [UnreadBody].
@Component
class EveryResponse implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

    private final UnreadBody unread;

    EveryResponse(UnreadBody unread) {
        this.unread = unread;
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addConnectorCustomizers(this::stepInto);
    }

    private void stepInto(Connector connector) {
        connector.addLifecycleListener(event -> {
            // The adapter is made while the connector is initialised.
            if (event.getType().equals(Lifecycle.AFTER_INIT_EVENT)) {
                ProtocolHandler protocol = connector.getProtocolHandler();
                protocol.setAdapter(new WithHeaders(protocol.getAdapter(), unread));
            }
        });
    }

    private record WithHeaders(Adapter tomcat, UnreadBody unread) implements Adapter {

        @Override
        public void service(Request request, Response response) throws Exception {
            SecurityHeaders.write(request, response);
            tomcat.service(request, response);
            unread.discard(request);
        }

        @Override
        public boolean prepare(Request request, Response response) throws Exception {
            return tomcat.prepare(request, response);
        }

        @Override
        public boolean asyncDispatch(Request request, Response response, SocketEvent status) throws Exception {
            return tomcat.asyncDispatch(request, response, status);
        }

        @Override
        public void log(Request request, Response response, long time) {
            tomcat.log(request, response, time);
        }

        @Override
        public void checkRecycled(Request request, Response response) {
            tomcat.checkRecycled(request, response);
        }

        @Override
        public String getDomain() {
            return tomcat.getDomain();
        }
    }
}
