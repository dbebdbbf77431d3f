package org.regain.audit;

/// What the database writes into the audit by itself when it changes a credential or makes a right: whoever may call such a
/// function cannot leave the line out (`note_event`). The names are stored, and are the keys of their words.
public enum RecordedEvent {
    /// With the roles that were given, if any. From the console, [AdministrativeEvent] has who did it.
    ACCOUNT_INVITED,
    CLAIM_LINK_MADE,
    ACCOUNT_CLAIMED,
    PASSWORD_RESET,
    PASSWORD_CHANGED,
    /// A directory keeps it, and it was set there, not by Regain.
    PASSWORD_MOVED,
    /// By the user name that they have there from then on.
    RENAMED_IN_DIRECTORY,
    /// An operator opened the way, by a command, as in the next.
    MOVE_IN_OFFERED,
    MOVE_OUT_OFFERED,
    /// Nobody may go it any more: an operator closed it, or the directory lets that entry in no more.
    MOVE_OFFER_ENDED,
    /// Their holder moved it: a directory keeps it from then on.
    MOVED_INTO_DIRECTORY,
    /// Their holder moved it: it is kept here from then on.
    MOVED_OUT_OF_DIRECTORY,
    ACCOUNT_UNLOCKED,
    /// With the kind of method, as have the next four.
    METHOD_ADDED,
    METHOD_REMOVED,
    METHOD_KEPT,
    METHOD_RENAMED,
    METHOD_TRIED,
    /// With the portal's client ID, as have the next three.
    PORTAL_ADDED,
    PORTAL_OPENED,
    PORTAL_LEFT,
    /// Somebody let a portal know about them; with its client ID and the scopes.
    CONSENT_GIVEN,
    /// With the portal's client ID, as has the next one.
    CONSENT_TAKEN_BACK,
    /// A code or a token that was used already was presented again, and what came of it was ended.
    TOKEN_REPLAYED,
    /// New keys sign what portals are told; with the algorithm, as has the next one. An operator did it, by a command.
    SIGNING_KEYS_ROTATED,
    /// So they do, and what the others had signed is believed no more.
    SIGNING_KEYS_WITHDRAWN
}
