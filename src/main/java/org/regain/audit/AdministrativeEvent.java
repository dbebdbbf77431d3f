package org.regain.audit;

/// What an administrator did, as the database writes it into the audit by itself when it is done: nobody acts in the console
/// without a trace. The names are stored, and are the keys of their words.
public enum AdministrativeEvent {
    SUSPENDED,
    SUSPENSION_LIFTED,
    /// By an administrator; a holder who ends their own other sessions leaves [AuditEvent.SessionsEnded], of the same name.
    SESSIONS_ENDED,
    NEW_PASSWORD_REQUIRED,
    ACCOUNT_DELETED,
    ACCOUNT_RESTORED,
    /// With what was given and taken: `+USER_ADMIN -SALES_AGENT`.
    ROLES_CHANGED,
    INVITED_AGAIN,
    /// With how many were reminded; of nobody in particular.
    READINESS_REMINDED,
    /// With how many of the list were not invited any more; of nobody in particular.
    INVITING_STOPPED,
    /// With the setting, what held and what holds: `PASSWORD_LENGTH 15 20`. So have the next three; of nobody in particular.
    POLICY_TIGHTENED,
    POLICY_LOOSENING_PROPOSED,
    POLICY_LOOSENING_APPROVED,
    POLICY_LOOSENING_WITHDRAWN,
    /// People of the directory who are new here, with the language for whoever has none there.
    NEWCOMERS_WRITTEN_TO,
    NEWCOMERS_NOT_WRITTEN_TO,
    /// With the old name and the new one.
    ORGANISATION_RENAMED,
    /// With the old colour and the new one; `-` is Regain's own.
    ACCENT_CHANGED,
    LOGO_CHANGED,
    LOGO_REMOVED,
    /// With the languages in which it changed: `en zh-CN`.
    HELP_CHANGED,
    /// With the portal and what was taken away: `orders-1a2b REDIRECT https://…`. So have those that follow, with what it would get.
    PORTAL_NARROWED,
    /// With the portal.
    PORTAL_CLOSED,
    PORTAL_WIDENING_PROPOSED,
    PORTAL_WIDENING_APPROVED,
    PORTAL_WIDENING_WITHDRAWN
}
