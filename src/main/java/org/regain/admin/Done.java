package org.regain.admin;

/// What the database did with what an administrator asked for, named as its functions say it.
enum Done {
    DONE,
    /// It was so already.
    UNCHANGED,
    /// The proof of whoever asks is too old for this: they prove who they are once more, then try again.
    STALE,
    /// Nobody of this organisation.
    NONE,
    /// Not to oneself.
    SELF,
    /// Only a global administrator may, or nobody in this state.
    NOT_ALLOWED,
    /// The organisation would be left without a global administrator.
    LAST_ADMIN
}
