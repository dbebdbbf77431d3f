package org.regain.delivery;

/// What the organisation did, or asks for, as its people are told: fixed words, without a link to act by and with nothing that
/// an administrator could have typed.
public enum AnnouncementKind {
    /// They might not get back in, should they lose something.
    READINESS,
    SUSPENDED,
    SUSPENSION_LIFTED,
    SESSIONS_ENDED,
    NEW_PASSWORD_REQUIRED,
    ROLES_CHANGED,
    ACCOUNT_DELETED,
    ACCOUNT_RESTORED,
    /// A rule that protects them is about to become weaker.
    POLICY_LOOSENED,
    /// To global administrators: another one changed what everybody sees of the organisation.
    ORGANISATION_CHANGED,
    /// To global administrators: another one made somebody a global administrator.
    GLOBAL_ADMIN_ADDED
}
