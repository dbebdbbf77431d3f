package org.regain.admin;

/// What the database did with a change of the policy, named as its functions say it.
enum PolicyDone {
    DONE,
    /// It makes a rule weaker, and waits for a second global administrator.
    PROPOSED,
    /// It was so already, or another weakening of the same setting waits.
    UNCHANGED,
    OUT_OF_BOUNDS,
    /// The proof of whoever asks is too old for this: they prove who they are once more, then try again.
    STALE,
    /// Nothing such waits any more.
    NONE,
    /// Not by the one who proposed it, nor by one who got the role shortly before.
    NOT_ALLOWED
}
