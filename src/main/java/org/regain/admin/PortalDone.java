package org.regain.admin;

/// What the database did with a change of a portal, named as its functions say it.
enum PortalDone {
    DONE,
    /// It lets the portal do more, and waits for a second global administrator.
    PROPOSED,
    /// It is so already, is not there to be taken away, or such a change waits.
    UNCHANGED,
    /// As many as there may be, with those that wait.
    FULL,
    /// What every portal keeps: a redirect address, a key, the scope `openid`.
    LAST,
    /// Another portal has this name, had it, or is to have it.
    NAME_TAKEN,
    /// Nothing that a portal can have, or not in that form.
    NOT_PLAIN,
    /// Not by the one who proposed it, nor by one who got the role shortly before.
    NOT_ALLOWED,
    /// No such portal, or it is closed; or nothing such waits any more.
    NONE,
    /// The proof of whoever asks is too old for this: they prove who they are once more, then try again.
    STALE
}
