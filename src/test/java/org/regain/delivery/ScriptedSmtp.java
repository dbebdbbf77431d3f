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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/// An SMTP server that says what a test tells it to, and keeps every line it was sent, byte for byte.
final class ScriptedSmtp implements AutoCloseable {

    final List<String> lines = new CopyOnWriteArrayList<>();
    private final Map<String, String> replies = new ConcurrentHashMap<>(Map.of("DATA", "354 go on"));
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private volatile boolean dripping;

    ScriptedSmtp() throws IOException {
        Thread.ofVirtual().start(this::listen);
    }

    /// @param command `GREETING`, `EHLO`, `MAIL`, `RCPT`, `DATA`, `.` or `QUIT`
    ScriptedSmtp replyingTo(String command, String reply) {
        replies.put(command, reply);
        return this;
    }

    /// Greets a byte at a time and never comes to an end, so that no single read takes long.
    ScriptedSmtp dripping() {
        dripping = true;
        return this;
    }

    JavaMailSenderImpl client() {
        JavaMailSenderImpl client = new JavaMailSenderImpl();
        client.setHost("127.0.0.1");
        client.setPort(server.getLocalPort());
        return client;
    }

    List<String> commands(String verb) {
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
        try (socket) {
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
            OutputStream out = socket.getOutputStream();
            while (dripping) {
                say(out, "2");
                Thread.sleep(100);
            }
            say(out, replies.getOrDefault("GREETING", "220 scripted") + "\r\n");
            boolean inData = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
                if (inData && !line.equals(".")) {
                    continue;
                }
                String verb = line.split("[ :]", 2)[0];
                String reply = replies.getOrDefault(verb, "250 fine");
                say(out, reply + "\r\n");
                inData = reply.startsWith("354");
            }
        } catch (IOException | InterruptedException e) {
            lines.add("[gone]");
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
