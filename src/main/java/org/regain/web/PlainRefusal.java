package org.regain.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/// The page of a request that got no further than Tomcat, in place of Tomcat's own, which says what serves here. It knows no
/// language yet, so it says its sentence in each. Public because Tomcat makes it, by its name.
public final class PlainRefusal extends ErrorReportValve {

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <meta name="color-scheme" content="light dark"><title>Regain</title></head><body>
            <h1>Regain</h1>
            <p>We couldn’t read that request. <a href="/sign-in">Go to sign-in</a></p>
            <p lang="es">No hemos podido leer la solicitud. <a href="/sign-in">Ir al inicio de sesión</a></p>
            <p lang="zh-CN">无法读取该请求。<a href="/sign-in">前往登录</a></p>
            </body></html>
            """;

    /// Writes it where nobody else has written anything.
    @Override
    protected void report(Request request, Response response, @Nullable Throwable fault) {
        int lowestError = 400;
        if (response.getStatus() < lowestError || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setContentType("text/html;charset=UTF-8");
            if (response.getReporter() != null) {
                response.getReporter().write(PAGE);
                response.finishResponse();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalStateException tooLate) {
            // Something was sent already; that has to do.
            return;
        }
    }
}
