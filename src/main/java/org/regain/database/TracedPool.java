package org.regain.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.regain.trace.Trace;
import org.regain.trace.Trace.Part;
import org.regain.trace.Trace.Span;

/// A pool whose connections are seen in traces, each from being asked for to being given back. What is asked over them, and with which
/// values, is not looked at; a transaction holds only SQL, so that its time is the database's.
final class TracedPool extends HikariDataSource {

    private final Trace trace;
    private final Part part;

    TracedPool(HikariConfig config, Trace trace, Part part) {
        super(config);
        this.trace = trace;
        this.part = part;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Span span = trace.begin(part);
        if (Span.NOTHING.equals(span)) {
            return super.getConnection();
        }
        try {
            return (Connection) Proxy.newProxyInstance(
                    TracedPool.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    new Held(super.getConnection(), span));
        } catch (SQLException | RuntimeException e) {
            span.failed(e);
            span.close();
            throw e;
        }
    }

    private record Held(Connection connection, Span span) implements InvocationHandler {

        @Override
        @SuppressWarnings("ReferenceEquality") // Equal is what equals itself, as with every connection.
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            return switch (method.getName()) {
                case "equals" -> arguments != null && proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                case "close" -> {
                    try {
                        yield asked(method, arguments);
                    } finally {
                        span.close();
                    }
                }
                default -> asked(method, arguments);
            };
        }

        private @Nullable Object asked(Method method, Object @Nullable [] arguments) throws Throwable {
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                span.failed(e.getTargetException());
                throw e.getTargetException();
            }
        }
    }
}
