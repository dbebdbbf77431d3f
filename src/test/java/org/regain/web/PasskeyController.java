package org.regain.web;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/// Pages that ask for a passkey in each way, and keep what is posted for the test to judge.
@Controller
@TestComponent
class PasskeyController {

    record Form(String credential) {}

    volatile String options = "{}";
    volatile String fresh = "{}";
    final BlockingQueue<String> posted = new LinkedBlockingQueue<>();

    @GetMapping("/passkey/{kind}")
    ModelAndView page(@PathVariable("kind") String kind) {
        return new ModelAndView("sample/passkey").addObject("kind", kind).addObject("options", options);
    }

    @GetMapping("/passkey-fresh")
    ResponseEntity<String> fresh() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(fresh);
    }

    @PostMapping("/passkey")
    ModelAndView post(Form form) {
        posted.add(form.credential);
        return page("none");
    }
}
