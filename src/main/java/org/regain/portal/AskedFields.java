package org.regain.portal;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.regain.portal.Asked.Prompt;

/// Reads a portal's request. Nothing of it is ignored that would ask for more than is done: what is not understood is refused.
final class AskedFields {

    /// SHA-256, as a challenge and a thumbprint are written.
    private static final Pattern HASH = Pattern.compile("[A-Za-z0-9_-]{43}");

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private final Map<String, String> fields;
    private final Portal portal;
    private final String redirectUri;

    private AskedFields(Map<String, String> fields, Portal portal, String redirectUri) {
        this.fields = fields;
        this.portal = portal;
        this.redirectUri = redirectUri;
    }

    /// @param fields each once
    /// @param redirectUri one of the portal's, so that it may be told what is wrong
    static Reading read(Map<String, String> fields, Portal portal, String redirectUri) {
        return new AskedFields(fields, portal, redirectUri).read();
    }

    private Reading read() {
        var wrong = wrongWay();
        if (wrong != null) {
            return refused(wrong);
        }
        var scopes = words("scope");
        if (!scopes.contains("openid") || !portal.scopes().containsAll(scopes)) {
            return refused("invalid_scope");
        }
        var prompt = prompt();
        var claims = AskedClaims.read(fields.get("claims"));
        var age = fields.get("max_age");
        var key = fields.get(ShownKey.FIELD);
        if (prompt.isEmpty()
                || claims.isEmpty()
                || (key != null && !HASH.matcher(key).matches())
                || (age != null && !SECONDS.matcher(age).matches())) {
            return refused("invalid_request");
        }
        var levels = new LinkedHashSet<>(words("acr_values"));
        levels.addAll(claims.get().levels());
        return new Asked(
                redirectUri,
                fields.get("state"),
                scopes,
                fields.get("nonce"),
                fields.getOrDefault("code_challenge", ""),
                prompt.get(),
                age == null ? null : Duration.ofSeconds(Long.parseLong(age)),
                levels.contains("aal2") && !levels.contains("aal1"),
                !levels.isEmpty() && !levels.contains("aal1") && !levels.contains("aal2"),
                key,
                expected(claims.get().expected()));
    }

    /// Said twice, it has to be both (OpenID Connect Core 1.0 § 3.1.2.2).
    private @Nullable Set<String> expected(@Nullable Set<String> claimed) {
        var hinted = fields.get(KeptFields.EXPECTED);
        if (hinted == null) {
            return claimed;
        }
        return claimed == null || claimed.contains(hinted) ? Set.of(hinted) : Set.of();
    }

    /// Of the ways that the standards know, there is one: a code, with PKCE, in the address.
    private @Nullable String wrongWay() {
        if (fields.containsKey("request")) {
            return "request_not_supported";
        }
        if (fields.containsKey("request_uri")) {
            return "request_uri_not_supported";
        }
        if (fields.containsKey("registration")) {
            return "registration_not_supported";
        }
        var type = fields.get("response_type");
        if (type == null) {
            return "invalid_request";
        }
        if (!type.equals("code")) {
            return "unsupported_response_type";
        }
        var challenged = HASH.matcher(fields.getOrDefault("code_challenge", "")).matches()
                && "S256".equals(fields.get("code_challenge_method"));
        return challenged && fields.getOrDefault("response_mode", "query").equals("query") ? null : "invalid_request";
    }

    private Optional<Set<Prompt>> prompt() {
        var prompt = EnumSet.noneOf(Prompt.class);
        for (var word : words("prompt")) {
            var known = Arrays.stream(Prompt.values())
                    .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(word))
                    .findFirst();
            if (known.isEmpty()) {
                return Optional.empty();
            }
            prompt.add(known.get());
        }
        // Core § 3.1.2.1: none stands alone.
        return prompt.contains(Prompt.NONE) && prompt.size() > 1 ? Optional.empty() : Optional.of(prompt);
    }

    private Set<String> words(String field) {
        var text = fields.get(field);
        return text == null || text.isBlank()
                ? Set.of()
                : new LinkedHashSet<>(Arrays.asList(text.strip().split(" +", -1)));
    }

    private Reading refused(String error) {
        return new Reading.Refused(redirectUri, fields.get("state"), error);
    }
}
