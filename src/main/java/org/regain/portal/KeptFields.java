package org.regain.portal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// What of a portal's request is kept while it waits: what is asked, and nothing by which somebody shows who they are. In the place of
/// an ID token stands whom it is about.
@Component
class KeptFields {

    /// Who is expected; the empty text is nobody.
    static final String EXPECTED = "expected_sub";

    private static final List<String> ASKED = List.of(
            "response_type",
            "response_mode",
            "redirect_uri",
            "scope",
            "state",
            "nonce",
            "code_challenge",
            "code_challenge_method",
            ShownKey.FIELD,
            "prompt",
            "max_age",
            "acr_values",
            "claims",
            "login_hint",
            "ui_locales");

    /// Refused for being there, whatever they hold.
    private static final List<String> REFUSED = List.of("request", "request_uri", "registration");

    private final IdTokenHints hints;

    KeptFields(IdTokenHints hints) {
        this.hints = hints;
    }

    Map<String, String> of(Map<String, String> sent, String clientId) {
        Map<String, String> kept = new LinkedHashMap<>();
        for (var name : ASKED) {
            var value = sent.get(name);
            if (value != null) {
                kept.put(name, value);
            }
        }
        for (var name : REFUSED) {
            if (sent.containsKey(name)) {
                kept.put(name, "");
            }
        }
        var hint = sent.get("id_token_hint");
        if (hint != null) {
            kept.put(
                    EXPECTED,
                    hints.read(hint)
                            .filter(it -> it.clientId().equals(clientId))
                            .map(IdTokenHints.Hint::sub)
                            .orElse(""));
        }
        return kept;
    }
}
