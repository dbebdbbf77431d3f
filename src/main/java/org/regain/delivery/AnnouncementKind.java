package org.regain.delivery;

/// What the organisation did, or asks for, and what was seen of somebody guessing, as its people are told: fixed words,
/// without a link to act by and with nothing that an administrator or a stranger could have typed.
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
    GLOBAL_ADMIN_ADDED,
    /// To global administrators: another one added a site to which people sign in here.
    PORTAL_ADDED,
    /// To global administrators: another one took something away from such a site, or closed it.
    PORTAL_NARROWED,
    /// To all global administrators: one of them wants such a site to do more. So has the next.
    PORTAL_WIDENING_PROPOSED,
    PORTAL_WIDENING_APPROVED,
    /// Wrong answers or passwords, so many that a counter closed. So have the next two once a day at most.
    GUESSING,
    /// A hundred in a row: one way is closed until its owner opens it.
    METHOD_CLOSED,
    /// As many codes were asked for as are sent in a day.
    MESSAGES_USED_UP,
    /// The right password was typed where it opens nothing, because the account is stopped; once a day at most.
    PASSWORD_KNOWN,
    /// It was set in the organisation's directory, and not by Regain.
    PASSWORD_MOVED;

    /// Whether others keep its readers from a code, so that the mail brings each a [org.regain.secret.Permit].
    boolean bringsPermit() {
        return this == GUESSING || this == METHOD_CLOSED || this == MESSAGES_USED_UP;
    }
}
