package org.regain.admin;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.regain.account.EmailName;
import org.regain.account.Invitation;
import org.regain.account.InviteRules;
import org.regain.account.Language;
import org.regain.account.Role;
import org.regain.typed.Typed;
import org.regain.web.Refusal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// Brings in one person. Their claim link goes to them by mail, and is made by nobody who can be seen from here.
@Controller
class InviteController {

    static final String PLACE = "/admin/invite";

    private final NewPeople people;
    private final InvitationLists lists;

    InviteController(NewPeople people, InvitationLists lists) {
        this.people = people;
        this.lists = lists;
    }

    /// @param roles the boxes that are ticked; null where none is
    record InviteForm(
            String email,
            String userName,
            String language,
            @Nullable Set<Role> roles) {

        /// Nothing typed yet; the language is that of whoever invites.
        static InviteForm empty(Locale locale) {
            return new InviteForm("", "", Language.nearest(locale).tag(), null);
        }

        static InviteForm of(Map<String, String> typed) {
            return new InviteForm(
                    typed.getOrDefault("email", ""),
                    typed.getOrDefault("userName", ""),
                    typed.getOrDefault("language", ""),
                    TypedFields.roles(typed).orElse(null));
        }

        private Map<String, String> typed() {
            var typed = new HashMap<>(TypedFields.roles(ticked()));
            typed.putAll(Map.of("email", email, "userName", userName, "language", language));
            return typed;
        }

        private Set<Role> ticked() {
            return roles == null ? Set.of() : roles;
        }
    }

    @GetMapping(PLACE)
    String show(AdminVisit visit, Locale locale) {
        var typed = visit.typed(PLACE);
        return page(visit, typed.isEmpty() ? InviteForm.empty(locale) : InviteForm.of(typed));
    }

    @PostMapping(PLACE)
    String invite(InviteForm form, AdminVisit visit) {
        var address = Typed.trimmed(form.email());
        var email = EmailName.of(address);
        var typed = Typed.trimmed(form.userName());
        var name = InviteRules.name(typed);
        var language = Language.ofTag(form.language());
        if (email.isEmpty() || InviteRules.invisible(address)) {
            return refuse(Refusal.of("refusal.invite.address").on("email"), form, visit);
        } else if (!typed.isEmpty() && (name.isEmpty() || InviteRules.invisible(typed))) {
            return refuse(Refusal.of("refusal.invite.name").on("userName"), form, visit);
        } else if (language.isEmpty()) {
            return refuse(Refusal.of("refusal.invite.language"), form, visit);
        }
        var one = new Invitation(email.get(), name.orElse(null), form.ticked(), language.get());
        var result = people.invite(visit.by(), one);
        return switch (result) {
            case DONE -> visit.done("INVITED", PLACE, one.email().address());
            case STALE -> visit.confirm(PLACE, form.typed());
            case NOT_ALLOWED, LOOKS_ALIKE, NAME_TAKEN, NONE, UNCHANGED ->
                refuse(Refusal.of("refusal.invite." + result), form, visit);
        };
    }

    static String refuse(Refusal refusal, InviteForm form, AdminVisit visit) {
        fill(visit, form);
        return visit.refuse(refusal, "people", "invite");
    }

    private String page(AdminVisit visit, InviteForm form) {
        fill(visit, form);
        visit.model().addAttribute("underWay", lists.underWay(visit.by()));
        return visit.page("people", "invite");
    }

    static void fill(AdminVisit visit, InviteForm form) {
        visit.model().addAttribute("form", form);
        visit.model().addAttribute("ticked", form.ticked());
        visit.model().addAttribute("roles", rolesOf(visit.administrator()));
        visit.model().addAttribute("languages", Language.values());
    }

    /// What they may give: only global administrators give roles. The database judges it again.
    static Set<Role> rolesOf(Administrator administrator) {
        return administrator.global() ? EnumSet.allOf(Role.class) : Set.of();
    }
}
