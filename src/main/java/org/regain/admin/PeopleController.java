package org.regain.admin;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.regain.account.Account;
import org.regain.account.Role;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Who there is: searched, filtered, a page at a time.
@Controller
class PeopleController {

    static final String LIST = ConsoleGate.PLACE + "/people";

    private static final int PAGE = 50;

    private final People people;
    private final DirectoryRefusals directory;
    private final MoveCounts moves;

    PeopleController(People people, DirectoryRefusals directory, MoveCounts moves) {
        this.people = people;
        this.directory = directory;
        this.moves = moves;
    }

    /// To where somebody was before they were asked for a fresher proof, or to the list.
    @GetMapping(ConsoleGate.PLACE)
    String start(AdminVisit visit) {
        return "redirect:" + visit.back().orElse(LIST);
    }

    @GetMapping(LIST)
    String list(
            @RequestParam(name = "q", required = false) @Nullable String q,
            @RequestParam(name = "state", required = false) @Nullable String state,
            @RequestParam(name = "role", required = false) @Nullable String role,
            @RequestParam(name = "readiness", required = false) @Nullable String readiness,
            @RequestParam(name = "after", required = false) @Nullable String after,
            AdminVisit visit) {
        var organisation = visit.administrator().organisation();
        var filter = PeopleFilter.of(q, state, role, readiness, after);
        var found = new ArrayList<>(people.list(organisation, filter, PAGE + 1));
        var more = found.size() > PAGE;
        if (more) {
            found.removeLast();
        }
        var model = visit.model();
        model.addAttribute("filter", filter);
        model.addAttribute("people", found);
        model.addAttribute("next", more ? found.getLast().key() : null);
        model.addAttribute("counts", people.counts(organisation));
        model.addAttribute("states", Account.State.values());
        model.addAttribute("roles", Role.values());
        model.addAttribute("readinesses", PeopleFilter.Ready.values());
        model.addAttribute("directory", directory.find().orElse(null));
        model.addAttribute("moves", moves.of(organisation));
        return visit.page("people", "people");
    }
}
