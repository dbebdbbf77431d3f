package org.regain.web;

import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.ProtocolHandler;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/// Puts [SecurityHeaders] on every response there is. It stands where Tomcat hands over from its HTTP parser, because a
/// request that Tomcat itself refuses (a bad path, TRACE, a foreign host in the request line) never gets to a filter. And it
/// has every answer arrive, by reading what was refused unread ([UnreadBody]), refuses a head that could be read two ways
/// ([PlainHead]), has no page of Tomcat's own shown ([PlainRefusal]), and hangs up on who is too slow ([PacedProtocol]).
@Component
class EveryResponse implements WebServerFactoryCustomizer<TomcatWebServerFactory> {

    private final UnreadBody unread;
    private final Pace pace;

    EveryResponse(UnreadBody unread, Pace pace) {
        this.unread = unread;
        this.pace = pace;
    }

    @Override
    public void customize(TomcatWebServerFactory factory) {
        factory.setProtocol(PacedProtocol.class.getName());
        factory.addConnectorCustomizers(this::stepInto);
        factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(PlainRefusal.class.getName());
            }
        });
    }

    private void stepInto(Connector connector) {
        if (connector.getProtocolHandler() instanceof PacedProtocol paced) {
            paced.keep(pace);
        }
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
            int refused = refusal(request);
            if (refused == HttpServletResponse.SC_OK) {
                tomcat.service(request, response);
            } else {
                response.setStatus(refused);
                response.setContentLength(0);
                response.action(ActionCode.CLOSE, null);
            }
            unread.discard(request);
        }

        /// What would be answered otherwise, and by nobody of ours: the container answers `OPTIONS *` by itself.
        private static int refusal(Request request) {
            if (!PlainHead.is(request)) {
                return HttpServletResponse.SC_BAD_REQUEST;
            }
            return request.requestURI().equals("*")
                    ? HttpServletResponse.SC_METHOD_NOT_ALLOWED
                    : HttpServletResponse.SC_OK;
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
