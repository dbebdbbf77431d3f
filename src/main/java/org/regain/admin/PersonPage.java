package org.regain.admin;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.regain.account.Account;
import org.regain.account.Role;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/// One person as their administrator sees them: state, roles, readiness, what stands in their way, what happened.
@Component
class PersonPage {

    private static final int EVENTS_SHOWN = 20;

    private final People people;
    private final Situations situations;
    private final KeptThere keptThere;
    private final AuditTrail trail;
    private final Letters letters;

    PersonPage(People people, Situations situations, KeptThere keptThere, AuditTrail trail, Letters letters) {
        this.people = people;
        this.situations = situations;
        this.keptThere = keptThere;
        this.trail = trail;
        this.letters = letters;
    }

    static String path(UUID person) {
        return PeopleController.LIST + "/" + person;
    }

    /// Fills in what the page shows.
    ///
    /// @param typed what was ticked before a fresher proof was asked for, or was refused; mostly nothing
    /// @throws ResponseStatusException 404 for nobody of this organisation
    void fill(UUID id, AdminVisit visit, Map<String, String> typed) {
        var administrator = visit.administrator();
        var organisation = administrator.organisation();
        var person = people.find(organisation, id).orElseThrow(PersonPage::nobody);
        var situation = situations.of(organisation, id).orElseThrow(PersonPage::nobody);
        var there = keptThere.look(organisation, id);
        var model = visit.model();
        model.addAttribute("person", person);
        model.addAttribute("situation", situation);
        model.addAttribute("there", there);
        model.addAttribute("letters", letters.about(there.obstacles(situation), person.language()));
        model.addAttribute("methods", situations.methods(organisation, id));
        model.addAttribute("events", trail.of(organisation, id, EVENTS_SHOWN));
        model.addAttribute("roles", Role.values());
        model.addAttribute("ticked", TypedFields.roles(typed).orElse(Set.copyOf(person.roles())));
        model.addAttribute("opened", !typed.isEmpty());
        model.addAttribute("self", id.equals(administrator.account().value()));
        model.addAttribute("mayAct", mayAct(administrator, person));
        model.addAttribute("gone", person.state() == Account.State.DELETED);
    }

    /// What the database will judge again.
    private static boolean mayAct(Administrator administrator, PersonLine person) {
        var console = person.roles().stream().anyMatch(Role::opensConsole);
        return !person.id().equals(administrator.account().value()) && (administrator.global() || !console);
    }

    private static ResponseStatusException nobody() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
