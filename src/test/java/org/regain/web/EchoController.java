package org.regain.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@TestComponent
class EchoController {

    static final int LARGEST_FILE = 512 * 1024;
    static final int LONG_ANSWER = 32 * 1024 * 1024;

    record FileFields(String name) {}

    record Form(
            @Nullable String name,
            @Nullable String password,
            @Nullable String credential) {}

    @PostMapping(path = "/echo", produces = "text/plain;charset=UTF-8")
    String echo(Form form) {
        return "name=" + form.name + ", password=" + form.password;
    }

    @PostMapping(path = "/echo/file", produces = "text/plain;charset=UTF-8")
    String file(FileFields fields, UploadedFile file) throws IOException {
        byte[] bytes = file.open().readAllBytes();
        return "name=" + fields.name + ", " + file.size() + " "
                + HexFormat.of().formatHex(bytes, 0, Math.min(8, bytes.length));
    }

    @PostMapping(path = "/echo/one", produces = "text/plain;charset=UTF-8")
    String one(@RequestParam("id") String id) {
        return "id=" + id;
    }

    /// More than the buffers of two sockets hold.
    @GetMapping("/echo/long")
    void longAnswer(HttpServletResponse response) throws IOException {
        byte[] piece = new byte[LONG_ANSWER / 512];
        for (int i = 0; i < 512; i++) {
            response.getOutputStream().write(piece);
        }
    }

    @GetMapping("/echo/fails")
    String fails() {
        throw new IllegalStateException("a secret detail");
    }

    @GetMapping("/echo/busy")
    String busy() {
        throw new Busy(Duration.ofSeconds(3));
    }

    /// The database takes the connection and closes it.
    @GetMapping("/echo/broken")
    String broken() {
        throw new CannotCreateTransactionException("a secret detail", new EOFException());
    }

    /// Somebody whom nobody foresaw does the same.
    @GetMapping("/echo/reset")
    String reset() {
        throw new IllegalStateException("a secret detail", new SocketException("Connection reset by peer"));
    }

    @GetMapping("/echo/without-database")
    String withoutDatabase() {
        throw new DataAccessResourceFailureException("a secret detail");
    }
}
