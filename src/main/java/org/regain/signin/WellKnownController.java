package org.regain.signin;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// Where password managers find the page that changes a password.
///
/// Source: https://w3c.github.io/webappsec-change-password-url/
@Controller
class WellKnownController {

    @GetMapping("/.well-known/change-password")
    String changePassword() {
        return "redirect:/account/password";
    }
}
