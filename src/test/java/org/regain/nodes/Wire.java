package org.regain.nodes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.regain.support.Cut.When;

/// The wire between one node and PostgreSQL. What the node asks is counted, and one question goes no further where a [Hold] says so: it never comes
/// to PostgreSQL, or the node never hears that it was answered. There a node can be killed.
///
/// A question is all that is asked up to an answer: a `Query`, or some of `Parse`, `Bind` and `Execute` up to a `Sync`. Of those PostgreSQL keeps all or
/// nothing, and what was kept before a `ReadyForQuery` is kept. A `BEGIN` is part of what follows, since the driver awaits no answer to it alone.
///
/// Source: PostgreSQL 18, 54.2 (message flow), 54.7 (message formats).
final class Wire implements AutoCloseable {

    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;
    private static final Pattern NAME = Pattern.compile("application_name\\W+(regain-[a-z]+)");
    /// `Parse`, `Bind`, `Describe`, `Execute` and `Close` are answered with what follows them.
    private static final String OF_MORE = "PBDEC";

    private static final Pattern BEGIN = Pattern.compile("(?s)Q....BEGIN[^\0]*\0");
    private static final byte[] READY_FOR_QUERY = {'Z', 0, 0, 0, 5};

    private final ServerSocket server = Sockets.listen(this::serve);
    private final int postgresPort;
    private volatile Hold hold = Hold.none();

    Wire(int postgresPort) {
        this.postgresPort = postgresPort;
    }

    int port() {
        return server.getLocalPort();
    }

    /// In place of the one before. Where that one is reached, it stays so.
    void hold(Hold other) {
        hold = other;
    }

    private void serve(Socket node) throws IOException {
        try (var postgres = new Socket(Sockets.LOOPBACK, postgresPort)) {
            new Connection(node, postgres).pass();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private final class Connection {

        private final Socket node;
        private final Socket postgres;
        private final ByteArrayOutputStream question = new ByteArrayOutputStream();
        private String name = "";

        private volatile @Nullable Hold held;

        Connection(Socket node, Socket postgres) {
            this.node = node;
            this.postgres = postgres;
        }

        /// Until one of both hangs up.
        void pass() throws IOException {
            Thread.ofVirtual().start(this::answer);
            var in = new DataInputStream(new BufferedInputStream(node.getInputStream()));
            int version;
            do {
                version = message(in, new byte[0]);
                ask();
            } while (version == SSL_REQUEST || version == GSS_REQUEST);
            for (var type = in.read(); type >= 0; type = in.read()) {
                message(in, new byte[] {(byte) type});
                if (held != null) {
                    question.reset();
                } else if (type == 'Q' || type == 'S') {
                    askInTurn();
                } else if (OF_MORE.indexOf(type) < 0) {
                    ask();
                }
            }
        }

        /// One message more of what is asked.
        ///
        /// @return its first four bytes
        private int message(DataInputStream in, byte[] type) throws IOException {
            var length = in.readInt();
            var body = in.readNBytes(length - Integer.BYTES);
            var out = new DataOutputStream(question);
            out.write(type);
            out.writeInt(length);
            out.write(body);
            return body.length < Integer.BYTES ? 0 : new DataInputStream(new ByteArrayInputStream(body)).readInt();
        }

        private void askInTurn() throws IOException {
            var text = question.toString(ISO_8859_1);
            if (BEGIN.matcher(text).matches()) {
                return;
            }
            if (name.isEmpty()) {
                var found = NAME.matcher(text);
                name = found.find() ? found.group(1) : "";
            }
            var now = hold;
            if (!now.isTurnOf(name)) {
                ask();
                return;
            }
            held = now;
            if (now.when == When.BEFORE_IT_IS_SENT) {
                question.reset();
                now.reach();
            } else {
                ask();
            }
        }

        private void ask() throws IOException {
            question.writeTo(postgres.getOutputStream());
            question.reset();
        }

        private void answer() {
            var some = new byte[8192];
            try {
                var in = postgres.getInputStream();
                for (var many = in.read(some); many >= 0; many = in.read(some)) {
                    var unheard = held;
                    if (unheard == null) {
                        node.getOutputStream().write(some, 0, many);
                    } else if (endsReady(some, many)) {
                        unheard.reach();
                    }
                }
                if (held == null) {
                    node.close();
                }
            } catch (IOException gone) {
                // The node sees it.
            }
        }

        private static boolean endsReady(byte[] some, int many) {
            var begin = many - READY_FOR_QUERY.length - 1;
            return begin >= 0 && Arrays.equals(some, begin, many - 1, READY_FOR_QUERY, 0, READY_FOR_QUERY.length);
        }
    }
}
