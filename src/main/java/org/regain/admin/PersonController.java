package org.regain.admin;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.account.Role;
import org.regain.web.Refusal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// One person, and what an administrator does about their access.
@Controller
class PersonController {

    private final PersonPage page;
    private final Administration administration;

    PersonController(PersonPage page, Administration administration) {
        this.page = page;
        this.administration = administration;
    }

    /// @param person whose access changes
    record PersonForm(UUID person) {}

    /// @param change a name of [Standing]
    record StandingForm(UUID person, Standing change) {}

    /// @param roles the boxes that are ticked; null where none is
    record RolesForm(UUID person, @Nullable Set<Role> roles) {}

    @GetMapping(PeopleController.LIST + "/{person}")
    String show(@PathVariable("person") UUID person, AdminVisit visit) {
        page.fill(person, visit, visit.typed(PersonPage.path(person)));
        return visit.page("people", "person");
    }

    @PostMapping(PeopleController.LIST + "/standing")
    String change(StandingForm form, AdminVisit visit) {
        var done = administration.change(visit.by(), form.person(), form.change());
        return answer(done, form.change().name(), form.person(), Map.of(), visit);
    }

    @GlobalAdministrators
    @PostMapping(PeopleController.LIST + "/roles")
    String changeRoles(RolesForm form, AdminVisit visit) {
        var roles = form.roles() == null ? Set.<Role>of() : form.roles();
        var done = administration.changeRoles(visit.by(), form.person(), roles);
        return answer(done, "ROLES_CHANGED", form.person(), TypedFields.roles(roles), visit);
    }

    @PostMapping(PeopleController.LIST + "/invite-again")
    String inviteAgain(PersonForm form, AdminVisit visit) {
        var done = administration.inviteAgain(visit.by(), form.person());
        return answer(done, "INVITED_AGAIN", form.person(), Map.of(), visit);
    }

    private String answer(Done done, String word, UUID person, Map<String, String> typed, AdminVisit visit) {
        return switch (done) {
            case DONE -> visit.done(word, PersonPage.path(person));
            case STALE -> visit.confirm(PersonPage.path(person), typed);
            case UNCHANGED, NONE, SELF, NOT_ALLOWED, LAST_ADMIN -> {
                page.fill(person, visit, typed);
                yield visit.refuse(Refusal.of("refusal.admin." + done), "people", "person");
            }
        };
    }
}
