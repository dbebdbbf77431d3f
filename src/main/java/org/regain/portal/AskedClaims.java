package org.regain.portal;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The parameter `claims`: what is asked of the ID token beyond what it always says. Only `acr` and `sub` ask for something; `auth_time` is
/// always there, and what else somebody may want comes with a scope.
///
/// Source: OpenID Connect Core 1.0 §§ 3.1.2.2, 5.5, 5.5.1.1.
///
/// @param levels any of which will do
/// @param expected nobody but one of these is meant; null: whoever comes
record AskedClaims(Set<String> levels, @Nullable Set<String> expected) {

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(8).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /// Empty where it is not what the standard describes.
    static Optional<AskedClaims> read(@Nullable String text) {
        if (text == null) {
            return Optional.of(new AskedClaims(Set.of(), null));
        }
        try {
            var root = JSON.readTree(text);
            var token = root.path("id_token");
            if (!root.isObject() || !isObjectOrNothing(token) || !isObjectOrNothing(root.path("userinfo"))) {
                return Optional.empty();
            }
            var levels = values(token.path("acr"));
            var people = values(token.path("sub"));
            return levels.isEmpty() || people.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new AskedClaims(levels.get(), people.get().isEmpty() ? null : people.get()));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /// Those of which one will do; none: any will. Empty where it is not what the standard describes.
    private static Optional<Set<String>> values(JsonNode claim) {
        if (!isObjectOrNothing(claim)) {
            return Optional.empty();
        }
        var asked = new LinkedHashSet<String>();
        var values = claim.path("values");
        if (!values.isMissingNode() && !values.isArray()) {
            return Optional.empty();
        }
        for (var value : values) {
            asked.add(value.asString(""));
        }
        if (claim.has("value")) {
            asked.add(claim.path("value").asString(""));
        }
        return Optional.of(asked);
    }

    private static boolean isObjectOrNothing(JsonNode node) {
        return node.isObject() || node.isNull() || node.isMissingNode();
    }
}
