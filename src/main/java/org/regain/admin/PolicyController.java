package org.regain.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.account.Language;
import org.regain.settings.RegainSettings;
import org.regain.web.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/// What the organisation chooses, what waits to become weaker, and what nobody can change.
@Controller
@GlobalAdministrators
class PolicyController {

    static final String PATH = ConsoleGate.PLACE + "/policy";

    /// What has to be the same for everybody, as in `policy.fixed.<name>`.
    static final List<String> FIXED =
            List.of("factor", "codes", "saved", "totp", "answers", "flow", "messages", "lock");

    private static final String NEWCOMERS = "newcomers";

    private final Policy policy;
    private final NewcomerMails newcomers;
    private final boolean directory;

    PolicyController(Policy policy, NewcomerMails newcomers, RegainSettings settings) {
        this.policy = policy;
        this.newcomers = newcomers;
        this.directory = !settings.directory().urls().isEmpty();
    }

    /// @param value as it was typed, which may be no number
    record SettingForm(Setting setting, String value) {

        private Optional<Integer> number() {
            try {
                return Optional.of(Integer.valueOf(value.strip()));
            } catch (NumberFormatException notANumber) {
                return Optional.empty();
            }
        }

        private Map<String, String> typed() {
            return Map.of(setting.name(), value);
        }
    }

    /// @param proposal the [Weakening] it is about
    record ProposalForm(UUID proposal) {}

    /// @param newcomers the language in which people of the directory are written to who have none there; empty: nobody is
    record NewcomersForm(String newcomers) {

        /// Null where it names none.
        private @Nullable Language language() {
            return Language.ofTag(newcomers).orElse(null);
        }
    }

    @GetMapping(PATH)
    String show(AdminVisit visit) {
        fill(visit, visit.typed(PATH));
        return visit.page("policy", "policy");
    }

    @PostMapping(PATH)
    String change(SettingForm form, AdminVisit visit) {
        var done = form.number().map(value -> policy.change(visit.by(), form.setting(), value));
        return answer(done.orElse(PolicyDone.OUT_OF_BOUNDS), "POLICY_TIGHTENED", form.typed(), visit);
    }

    @PostMapping(PATH + "/approve")
    String approve(ProposalForm form, AdminVisit visit) {
        return answer(policy.approve(visit.by(), form.proposal()), "POLICY_LOOSENING_APPROVED", Map.of(), visit);
    }

    @PostMapping(PATH + "/withdraw")
    String withdraw(ProposalForm form, AdminVisit visit) {
        return answer(policy.withdraw(visit.by(), form.proposal()), "POLICY_LOOSENING_WITHDRAWN", Map.of(), visit);
    }

    /// It makes no rule weaker, so it holds at once.
    @PostMapping(PATH + "/newcomers")
    String writeToNewcomers(NewcomersForm form, AdminVisit visit) {
        var language = form.language();
        if (language == null && !form.newcomers().isEmpty()) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        return answer(
                newcomers.write(visit.by(), language),
                language == null ? "NEWCOMERS_NOT_WRITTEN_TO" : "NEWCOMERS_WRITTEN_TO",
                Map.of(NEWCOMERS, form.newcomers()),
                visit);
    }

    /// @param typed the field that was filled in, and its value
    private String answer(PolicyDone done, String word, Map<String, String> typed, AdminVisit visit) {
        return switch (done) {
            case DONE -> visit.done(word, PATH);
            case PROPOSED -> visit.done("POLICY_LOOSENING_PROPOSED", PATH);
            case STALE -> visit.confirm(PATH, typed);
            case UNCHANGED, OUT_OF_BOUNDS, NONE, NOT_ALLOWED -> {
                fill(visit, typed);
                var refusal = Refusal.of("refusal.policy." + done);
                var field = typed.keySet().stream().findAny();
                yield visit.refuse(field.map(refusal::on).orElse(refusal), "policy", "policy");
            }
        };
    }

    private void fill(AdminVisit visit, Map<String, String> typed) {
        var model = visit.model();
        model.addAttribute("typed", typed);
        model.addAttribute("settings", policy.settings(visit.administrator()));
        model.addAttribute(
                NEWCOMERS,
                typed.getOrDefault(
                        NEWCOMERS,
                        newcomers
                                .language(visit.administrator())
                                .map(Language::tag)
                                .orElse("")));
        model.addAttribute("languages", Language.values());
        model.addAttribute("directory", directory);
        model.addAttribute("waiting", policy.waiting(visit.administrator()));
        model.addAttribute("fixed", FIXED);
    }
}
