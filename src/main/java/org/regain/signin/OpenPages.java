package org.regain.signin;

import java.util.List;

/// Pages of another package that are open to everybody. A bean of this type opens them; nothing else does.
///
/// @param patterns as Spring Security matches paths, such as `/demo/**`
public record OpenPages(List<String> patterns) {

    /// Keeps a copy.
    public OpenPages {
        patterns = List.copyOf(patterns);
    }
}
