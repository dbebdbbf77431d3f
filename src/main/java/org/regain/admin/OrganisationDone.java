package org.regain.admin;

/// What the database did with a change of how the organisation looks, named as its functions say it.
enum OrganisationDone {
    DONE,
    /// It was so already.
    UNCHANGED,
    /// The proof of whoever asks is too old for this, or they are no global administrator: they prove who they are once
    /// more, then try again.
    STALE,
    /// No form of ours lets that through; the table doesn't either.
    NOT_PLAIN
}
