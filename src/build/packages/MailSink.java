import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A mail server that takes every mail and keeps the newest code that came to each address.
final class MailSink implements AutoCloseable {

    /// With the blank that does not break, as quoted-printable writes it.
    private static final Pattern CODE = Pattern.compile("\\b(\\d{4})(?: |=C2=A0)(\\d{4})\\b");

    private static final Pattern RECIPIENT = Pattern.compile("(?i)RCPT TO:<([^>]*)>.*");

    private final ServerSocket door;
    private final Map<String, String> codes = new ConcurrentHashMap<>();

    private MailSink(ServerSocket door) {
        this.door = door;
    }

    static MailSink open() throws IOException {
        MailSink sink = new MailSink(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")));
        Thread.ofVirtual().start(sink::serve);
        return sink;
    }

    int port() {
        return door.getLocalPort();
    }

    /// Waits for it.
    String codeTo(String address) throws InterruptedException {
        for (int tries = 0; tries < 1_200; tries++) {
            String code = codes.remove(address);
            if (code != null) {
                return code;
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("No code came to " + address);
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    private void serve() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> talk(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void talk(Socket client) {
        try (client;
                BufferedReader lines = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
                PrintWriter answers = new PrintWriter(client.getOutputStream(), true, US_ASCII)) {
            answers.print("220 sink\r\n");
            answers.flush();
            String recipient = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String word = line.toUpperCase(Locale.ROOT);
                Matcher to = RECIPIENT.matcher(line);
                recipient = to.matches() ? to.group(1) : recipient;
                if (word.startsWith("DATA")) {
                    answers.print("354 go on\r\n");
                    answers.flush();
                    keep(recipient, lines);
                }
                answers.print(word.startsWith("QUIT") ? "221 bye\r\n" : "250 sink\r\n");
                answers.flush();
            }
        } catch (IOException gone) {
            // Whoever sends begins anew.
        }
    }

    private void keep(String recipient, BufferedReader lines) throws IOException {
        boolean found = false;
        for (String line = lines.readLine(); line != null && !line.equals("."); line = lines.readLine()) {
            Matcher code = CODE.matcher(line);
            if (!found && code.find()) {
                codes.put(recipient, code.group(1) + code.group(2));
                found = true;
            }
        }
    }
}
