package org.regain.look;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/// The logo and the accent, for everybody. Their addresses say what is in them, so a browser may keep them for good.
@Controller
class LookController {

    private static final String FOR_GOOD = "max-age=31536000, public, immutable";

    private final LookRows rows;

    LookController(LookRows rows) {
        this.rows = rows;
    }

    @GetMapping(Look.PLACE + "/logo/{hash}")
    void logo(@PathVariable("hash") String hash, HttpServletResponse response) throws IOException {
        write(rows.logo(hash).orElseThrow(LookController::isNotThere), "image/png", response);
    }

    /// Of any accent that can be read: which are in use, the address does not tell.
    @GetMapping(Look.PLACE + "/accent/{shades}.css")
    void accent(@PathVariable("shades") String shades, HttpServletResponse response) throws IOException {
        var accent = Accent.written(shades).orElseThrow(LookController::isNotThere);
        write(accent.stylesheet().getBytes(UTF_8), "text/css;charset=UTF-8", response);
    }

    /// Over the headers that every response has. Whatever it is taken for, it runs nothing.
    private static void write(byte[] content, String type, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", FOR_GOOD);
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        response.setContentType(type);
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }

    private static ResponseStatusException isNotThere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
