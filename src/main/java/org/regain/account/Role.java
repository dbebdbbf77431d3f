package org.regain.account;

/// What a person may do in the portal and in the console. No role can reset a password for somebody else.
public enum Role {
    /// Console: governs the organisation.
    GLOBAL_ADMIN,
    /// Console: brings people in and suspends them.
    USER_ADMIN,
    BILLING_ADMIN,
    ADMIN_AGENT,
    SALES_AGENT,
    HELPDESK_AGENT;

    /// Whether it opens the console, as the database has it: `console_roles`.
    public boolean opensConsole() {
        return this == GLOBAL_ADMIN || this == USER_ADMIN;
    }
}
