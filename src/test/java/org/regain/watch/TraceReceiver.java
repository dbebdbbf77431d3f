package org.regain.watch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whoever collects traces: takes OTLP by HTTP, keeps each byte, and answers as a test tells it to.
public final class TraceReceiver implements AutoCloseable {

    private static final String PATH = "/v1/traces";

    private final List<byte[]> taken = new CopyOnWriteArrayList<>();
    private final int port;
    private HttpServer server;
    private volatile int status = 200;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile CountDownLatch silence = new CountDownLatch(0);

    private TraceReceiver() throws IOException {
        server = listen(0);
        port = server.getAddress().getPort();
    }

    public static TraceReceiver open() {
        try {
            return new TraceReceiver();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpServer listen(int port) throws IOException {
        var listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        listening.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        listening.createContext(PATH, this::take);
        listening.start();
        return listening;
    }

    private void take(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        asked.incrementAndGet();
        try {
            silence.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (status == 200) {
            taken.add(body);
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port + PATH);
    }

    /// From now on each request gets this status; what does not get 200 is not taken.
    void answer(int with) {
        status = with;
        silence.countDown();
    }

    /// Takes each request and says nothing, until told to answer.
    void fallSilent() {
        silence = new CountDownLatch(1);
    }

    /// Nobody is there.
    void leave() {
        server.stop(0);
    }

    void comeBack() throws IOException {
        server = listen(port);
    }

    /// How many requests came.
    int asked() {
        return asked.get();
    }

    public void forget() {
        taken.clear();
    }

    /// All that was sent, byte for byte.
    public String bytes() {
        return taken.stream().map(it -> new String(it, ISO_8859_1)).collect(Collectors.joining());
    }

    public List<Span> spans() {
        return resources()
                .flatMap(it -> it.getScopeSpansList().stream())
                .flatMap(it -> it.getSpansList().stream())
                .toList();
    }

    Stream<ResourceSpans> resources() {
        return taken.stream().flatMap(body -> {
            try {
                return ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().stream();
            } catch (InvalidProtocolBufferException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    public List<Span> called(String name) {
        return spans().stream().filter(it -> it.getName().equals(name)).toList();
    }

    /// All that are directly below it.
    public List<Span> below(Span parent) {
        return spans().stream()
                .filter(it -> it.getParentSpanId().equals(parent.getSpanId()))
                .toList();
    }

    static Optional<String> attribute(List<KeyValue> attributes, String key) {
        return attributes.stream()
                .filter(it -> it.getKey().equals(key))
                .map(it -> it.getValue().hasIntValue()
                        ? Long.toString(it.getValue().getIntValue())
                        : it.getValue().getStringValue())
                .findFirst();
    }

    @Override
    public void close() {
        silence.countDown();
        server.stop(0);
    }
}
