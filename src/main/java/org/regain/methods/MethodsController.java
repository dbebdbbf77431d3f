package org.regain.methods;

import java.util.UUID;
import org.regain.web.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// "My sign-in methods": what there is, renamed and removed.
@Controller
class MethodsController {

    private final EditMethod editMethod;

    MethodsController(EditMethod editMethod) {
        this.editMethod = editMethod;
    }

    record RenameForm(UUID id, String name) {}

    record RemoveForm(UUID id) {}

    @GetMapping(MethodsVisit.LIST)
    String list(MethodsVisit visit) {
        return visit.list();
    }

    @PostMapping("/account/methods/rename")
    String rename(RenameForm form, MethodsVisit visit) {
        return MethodName.of(form.name())
                .map(name -> editMethod.rename(visit.by(), form.id(), name))
                .map(ruling -> ruling == Ruling.DONE ? visit.done("RENAMED") : visit.refuse(ruling))
                .orElseGet(() -> visit.refuse(HttpStatus.UNPROCESSABLE_CONTENT, Refusal.of("refusal.method.name")));
    }

    @PostMapping("/account/methods/remove")
    String remove(RemoveForm form, MethodsVisit visit) {
        var ruling = editMethod.remove(visit.by(), form.id());
        return ruling == Ruling.DONE ? visit.done("REMOVED") : visit.refuse(ruling);
    }
}
