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

/// The parameter `claims`: what is asked of the ID token beyond what it always says. Only `acr` asks for something; `auth_time` is
/// always there, and what else somebody may want comes with a scope.
///
/// Source: OpenID Connect Core 1.0 §§ 5.5, 5.5.1.1.
///
/// @param levels any of which will do
record AskedClaims(Set<String> levels) {

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
            return Optional.of(new AskedClaims(Set.of()));
        }
        try {
            var root = JSON.readTree(text);
            var token = root.path("id_token");
            if (!root.isObject() || !isObjectOrNothing(token) || !isObjectOrNothing(root.path("userinfo"))) {
                return Optional.empty();
            }
            return levels(token.path("acr")).map(AskedClaims::new);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Optional<Set<String>> levels(JsonNode acr) {
        if (!isObjectOrNothing(acr)) {
            return Optional.empty();
        }
        var levels = new LinkedHashSet<String>();
        var values = acr.path("values");
        if (!values.isMissingNode() && !values.isArray()) {
            return Optional.empty();
        }
        for (var value : values) {
            levels.add(value.asString(""));
        }
        if (acr.has("value")) {
            levels.add(acr.path("value").asString(""));
        }
        return Optional.of(levels);
    }

    private static boolean isObjectOrNothing(JsonNode node) {
        return node.isObject() || node.isNull() || node.isMissingNode();
    }
}
