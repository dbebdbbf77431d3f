package org.regain.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What happened: searched by person, administrator, kind and time, and taken along as a file.
@Controller
@GlobalAdministrators
class AuditController {

    private static final String AUDIT = ConsoleGate.PLACE + "/audit";
    private static final int PAGE = 50;

    private final AuditTrail trail;

    AuditController(AuditTrail trail) {
        this.trail = trail;
    }

    @GetMapping(AUDIT)
    String list(
            @RequestParam(name = "person", required = false) @Nullable String person,
            @RequestParam(name = "by", required = false) @Nullable String by,
            @RequestParam(name = "kind", required = false) @Nullable String kind,
            @RequestParam(name = "from", required = false) @Nullable String from,
            @RequestParam(name = "to", required = false) @Nullable String to,
            @RequestParam(name = "before", required = false) @Nullable String before,
            AdminVisit visit) {
        var filter = AuditFilter.of(person, by, kind, from, to, before);
        var found = new ArrayList<>(trail.find(visit.administrator().organisation(), filter, PAGE + 1));
        var more = found.size() > PAGE;
        if (more) {
            found.removeLast();
        }
        var model = visit.model();
        model.addAttribute("filter", filter);
        model.addAttribute("events", found);
        model.addAttribute("next", more ? found.getLast().mark().text() : null);
        model.addAttribute("kinds", AuditKinds.ALL);
        return visit.page("audit", "audit");
    }

    /// @param format `csv` or `jsonl`
    @GetMapping(AUDIT + "/export")
    void export(
            @RequestParam("format") AuditFormat format,
            @RequestParam(name = "person", required = false) @Nullable String person,
            @RequestParam(name = "by", required = false) @Nullable String by,
            @RequestParam(name = "kind", required = false) @Nullable String kind,
            @RequestParam(name = "from", required = false) @Nullable String from,
            @RequestParam(name = "to", required = false) @Nullable String to,
            AdminVisit visit,
            HttpServletResponse response)
            throws IOException {
        response.setContentType(format.contentType());
        response.setHeader("Content-Disposition", "attachment; filename=\"audit." + format.ending() + "\"");
        try (var out = new OutputStreamWriter(response.getOutputStream(), UTF_8)) {
            var writer = format.writer(out);
            trail.each(visit.administrator().organisation(), AuditFilter.of(person, by, kind, from, to, null), writer);
        }
    }
}
