package org.regain.web;

import java.util.Locale;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.CoyoteAdapter;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.OutputBuffer;
import org.apache.coyote.Request;
import org.apache.coyote.Response;

/// Asks for pages without a port: a request goes through the server, its filters and its pages as one from outside does, in the
/// thread that asks, and what comes back is thrown away.
final class Indoors {

    private final Connector connector = new Connector();
    private final Site site;

    Indoors(Tomcat tomcat, Site site) {
        this.site = site;
        // It is of the service and the service does not know it: nothing is bound, and nobody else can come by it.
        connector.setService(tomcat.getService());
    }

    /// The status that a page answers with.
    int get(String path, Locale language) throws Exception {
        var request = new Request();
        var response = new Response();
        request.setResponse(response);
        response.setRequest(request);
        response.setOutputBuffer(new Nowhere());
        request.setMethod("GET");
        request.protocol().setString("HTTP/1.1");
        request.requestURI().setString(path);
        request.decodedURI().setString(path);
        request.serverName().setString(site.authority());
        request.remoteAddr().setString("127.0.0.1");
        var headers = request.getMimeHeaders();
        headers.addValue("Host").setString(site.authority());
        headers.addValue("Accept").setString("text/html");
        headers.addValue("Accept-Language").setString(language.toLanguageTag());
        new CoyoteAdapter(connector).service(request, response);
        return response.getStatus();
    }

    private static final class Nowhere implements OutputBuffer {

        private long written;

        @Override
        public int doWrite(java.nio.ByteBuffer chunk) {
            int bytes = chunk.remaining();
            chunk.position(chunk.limit());
            written += bytes;
            return bytes;
        }

        @Override
        public long getBytesWritten() {
            return written;
        }
    }
}
