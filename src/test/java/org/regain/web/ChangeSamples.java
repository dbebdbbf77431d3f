package org.regain.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Models of the pages on which somebody signed in changes their password, or moves it.
final class ChangeSamples {

    private static final String CHANGE = "change/change-password";
    private static final String MOVE = "change/move-in";

    private final List<Shown> shown = new ArrayList<>();

    record Shown(String view, String state, Map<String, Object> model) {}

    private ChangeSamples() {}

    static List<Shown> all() {
        var samples = new ChangeSamples();
        samples.changes();
        samples.moves();
        return samples.shown;
    }

    private void changes() {
        add(CHANGE, "", "username", "li.wei", "minimumLength", 15);
        add(CHANGE, "elsewhere", "minimumLength", 15, "elsewhere", true, "askedThere", SamplePages.ASKED);
        for (var state : List.of("pending", "locked")) {
            add(CHANGE, state, "elsewhere", true, "refusal", Refusal.of("refusal.directory." + state));
        }
        add(CHANGE, "moved", "over", true, "refusal", Refusal.of("refusal.directory.moved"));
        add(CHANGE, "comes-here", "minimumLength", 15, "elsewhere", false, "comesHere", true);
        add(
                CHANGE,
                "refused",
                "refusal",
                Refusal.of("refusal.current-password.wrong").on("currentPassword"));
    }

    private void moves() {
        add(MOVE, "", "username", "li.wei");
        for (var why : List.of("wrong", "locked", "expired")) {
            add(MOVE, why, "refusal", Refusal.of("refusal.move." + why).on("directoryPassword"));
        }
        add(MOVE, "privileged", "refusal", Refusal.of("refusal.move.privileged"));
        add(MOVE, "unread", "refusal", Refusal.of("refusal.move.unread"));
        add(MOVE, "over", "over", true, "refusal", Refusal.of("refusal.move.void"));
    }

    private void add(String view, String state, Object... pairs) {
        Map<String, Object> model = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            model.put((String) pairs[i], pairs[i + 1]);
        }
        shown.add(new Shown(view, state, model));
    }
}
