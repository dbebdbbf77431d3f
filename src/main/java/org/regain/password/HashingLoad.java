package org.regain.password;

import java.util.List;

/// How much there is to hash at this moment.
@FunctionalInterface
public interface HashingLoad {

    /// Each line in which passwords wait for their hash.
    List<Line> lines();

    /// One of them.
    ///
    /// @param name    which: `argon2id`, or `imported` for what came from other systems
    /// @param waiting how many wait for a place
    /// @param running how many have one
    /// @param places  how many there are
    /// @param refused how many waited too long, since the start
    record Line(String name, int waiting, int running, int places, long refused) {}
}
