package org.regain.portal;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// One thing that a portal will know of somebody, as they read it.
///
/// @param what a scope, or `stays`
/// @param anew it was not among what they had allowed before
public record Told(String what, boolean anew) {

    /// That it may look again: whatever it asks for, it may be given refresh tokens.
    static final String STAYS = "stays";

    /// Those that say something, in this order. `offline_access` gives nothing that is not given anyway.
    private static final List<String> SCOPES = List.of("openid", "profile", "email", "roles");

    static List<Told> of(Set<String> scopes, Set<String> allowed) {
        var told = said(scopes).map(it -> new Told(it, !allowed.contains(it)));
        return Stream.concat(told, Stream.of(new Told(STAYS, allowed.isEmpty())))
                .toList();
    }

    /// Of these scopes those that say something.
    static Stream<String> said(Set<String> scopes) {
        return SCOPES.stream().filter(scopes::contains);
    }
}
