package org.regain.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/// An SMTP server that says what a test tells it to, and keeps every line it was sent, byte for byte.
public final class ScriptedSmtp implements AutoCloseable {

    /// A reply that never comes.
    public static final String SILENCE = "";

    final List<String> lines = new CopyOnWriteArrayList<>();
    private final Map<String, String> replies = new ConcurrentHashMap<>(Map.of("DATA", "354 go on"));
    private final Map<String, String> once = new ConcurrentHashMap<>();
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> talking = ConcurrentHashMap.newKeySet();
    private volatile boolean dripping;

    public ScriptedSmtp() throws IOException {
        Thread.ofVirtual().start(this::listen);
    }

    /// Answers a command, or a new connection, in this way from now on.
    ///
    /// @param command `GREETING`, `EHLO`, `MAIL`, `RCPT`, `DATA`, `.` or `QUIT`
    public ScriptedSmtp replyingTo(String command, String reply) {
        replies.put(command, reply);
        return this;
    }

    /// The same for the next time alone.
    ScriptedSmtp replyingOnceTo(String command, String reply) {
        once.put(command, reply);
        return this;
    }

    /// Greets a byte at a time and never comes to an end, so that no single read takes long.
    ScriptedSmtp dripping() {
        dripping = true;
        return this;
    }

    /// As one that has not been told anything and has talked to nobody yet.
    public void fine() throws IOException {
        replies.clear();
        replies.put("DATA", "354 go on");
        for (Socket socket : talking) {
            socket.close();
        }
        lines.clear();
    }

    /// Says this to everybody who waits for a reply.
    void goOn(String reply) throws IOException {
        for (Socket socket : talking) {
            reply(socket.getOutputStream(), reply);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    JavaMailSenderImpl client() {
        JavaMailSenderImpl client = new JavaMailSenderImpl();
        client.setHost("127.0.0.1");
        client.setPort(server.getLocalPort());
        return client;
    }

    public List<String> commands(String verb) {
        return lines.stream().filter(line -> line.startsWith(verb)).toList();
    }

    private void listen() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> talk(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void talk(Socket socket) {
        talking.add(socket);
        try (socket) {
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
            OutputStream out = socket.getOutputStream();
            while (dripping) {
                say(out, "2");
                Thread.sleep(100);
            }
            reply(out, replies.getOrDefault("GREETING", "220 scripted"));
            boolean inData = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
                if (inData && !line.equals(".")) {
                    continue;
                }
                String verb = line.split("[ :]", 2)[0];
                String said = once.remove(verb);
                String reply = said != null ? said : replies.getOrDefault(verb, "250 fine");
                reply(out, reply);
                inData = reply.startsWith("354");
            }
        } catch (IOException | InterruptedException e) {
            lines.add("[gone]");
        } finally {
            talking.remove(socket);
        }
    }

    private static void reply(OutputStream out, String reply) throws IOException {
        if (!reply.equals(SILENCE)) {
            say(out, reply + "\r\n");
        }
    }

    private static void say(OutputStream out, String words) throws IOException {
        out.write(words.getBytes(ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
