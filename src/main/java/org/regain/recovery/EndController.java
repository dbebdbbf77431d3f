package org.regain.recovery;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// The last page of a recovery, whichever way it ended. It shows nothing secret, so it may be opened again.
@Controller
class EndController {

    @GetMapping("/recover/done")
    String done(Visit visit) {
        return visit.open("/recover/done");
    }

    @GetMapping("/recover/over")
    String over(Visit visit) {
        return visit.open("/recover/over");
    }
}
