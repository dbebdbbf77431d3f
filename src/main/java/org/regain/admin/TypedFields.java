package org.regain.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.regain.account.Role;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/// What was typed on a page whose form needs a fresher proof, kept for the way there and back. A session holds nothing but
/// texts, so this is one, written like an address.
final class TypedFields {

    private static final String ROLES = "roles";

    private TypedFields() {}

    static String write(String path, Map<String, String> typed) {
        var address = UriComponentsBuilder.fromPath(path);
        typed.forEach((name, value) -> address.queryParam(name, UriUtils.encode(value, UTF_8)));
        return address.build().toUriString();
    }

    /// Nothing where it was typed on another page.
    static Map<String, String> read(String path, String written) {
        var address = UriComponentsBuilder.fromUriString(written).build();
        return path.equals(address.getPath())
                ? address.getQueryParams().toSingleValueMap().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, it -> UriUtils.decode(it.getValue(), UTF_8)))
                : Map.of();
    }

    /// The boxes of roles that are ticked, as if they were one field.
    static Map<String, String> roles(Set<Role> ticked) {
        return Map.of(ROLES, ticked.stream().map(Role::name).collect(Collectors.joining(" ")));
    }

    /// The boxes that were ticked; empty where no boxes were sent.
    static Optional<Set<Role>> roles(Map<String, String> typed) {
        return Optional.ofNullable(typed.get(ROLES))
                .map(names -> Arrays.stream(Role.values())
                        .filter(role -> List.of(names.split(" ")).contains(role.name()))
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
