package org.regain.admin;

import java.util.Locale;
import java.util.UUID;
import org.regain.account.ImportedForms;
import org.regain.account.InviteList;
import org.regain.account.InviteRules;
import org.regain.web.Refusal;
import org.regain.web.UploadedFile;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/// Brings in those whom a file names: it is read, then looked at, then confirmed; nothing is done before that. A long list is then worked
/// through while its page says how far that has come, and can be stopped.
@Controller
class InviteListController {

    static final String LIST = InviteController.PLACE + "/list";

    private static final int COMPLAINTS_SHOWN = 200;

    private final InvitationLists lists;
    private final ImportedForms forms;

    InviteListController(InvitationLists lists, ImportedForms forms) {
        this.lists = lists;
        this.forms = forms;
    }

    /// @param list as it was kept
    record ConfirmForm(UUID list) {}

    /// @param list as it was begun, by whomever
    record StopForm(UUID list) {}

    @PostMapping(LIST)
    String read(UploadedFile file, AdminVisit visit) {
        var administrator = visit.administrator();
        var rules = new InviteRules(InviteController.rolesOf(administrator), administrator.global() ? forms : null);
        var list = InviteList.read(file.open(), rules);
        if (list.complaints().isEmpty()) {
            return lists.keep(visit.by(), list.invitations())
                    .map(id -> "redirect:" + path(id))
                    .orElseGet(() -> visit.confirm(InviteController.PLACE));
        }
        var complaints = list.complaints();
        visit.model()
                .addAttribute(
                        "complaints",
                        complaints.stream().limit(COMPLAINTS_SHOWN).toList());
        visit.model().addAttribute("more", Math.max(0, complaints.size() - COMPLAINTS_SHOWN));
        return visit.refuse(Refusal.of("refusal.invite.list"), "people", "invite-refused");
    }

    @GetMapping(LIST + "/{list}")
    String look(@PathVariable("list") UUID list, AdminVisit visit) {
        fill(list, visit);
        return visit.page("people", "invite-list");
    }

    @PostMapping(InviteController.PLACE + "/confirm")
    String confirm(ConfirmForm form, AdminVisit visit, Locale locale) {
        var result = lists.use(visit.by(), form.list());
        return switch (result) {
            case DONE, UNCHANGED -> "redirect:" + path(form.list());
            case STALE -> visit.confirm(path(form.list()));
            case NONE -> gone(visit, locale);
            case NOT_ALLOWED, LOOKS_ALIKE, NAME_TAKEN -> {
                fill(form.list(), visit);
                yield visit.refuse(Refusal.of("refusal.invite." + result), "people", "invite-list");
            }
        };
    }

    @PostMapping(InviteController.PLACE + "/stop")
    String stop(StopForm form, AdminVisit visit, Locale locale) {
        return switch (lists.stop(visit.by(), form.list())) {
            case DONE, UNCHANGED -> "redirect:" + path(form.list());
            case NONE, STALE, NOT_ALLOWED, LOOKS_ALIKE, NAME_TAKEN -> gone(visit, locale);
        };
    }

    private String gone(AdminVisit visit, Locale locale) {
        visit.model().addAttribute("underWay", lists.underWay(visit.by()));
        return InviteController.refuse(
                Refusal.of("refusal.invite.NONE"), InviteController.InviteForm.empty(locale), visit);
    }

    private void fill(UUID list, AdminVisit visit) {
        var kept = lists.look(visit.by(), list).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        visit.model().addAttribute("list", list);
        visit.model().addAttribute("kept", kept);
    }

    private static String path(UUID list) {
        return LIST + "/" + list;
    }
}
