package org.regain.demo;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.regain.account.Role;
import org.regain.verification.Method;

/// Somebody who works at Contoso Partners.
///
/// @param password the password they chose; null: they have not claimed their account
/// @param forgotten the demo does not tell the password, because they have forgotten it
/// @param waits they have lost their phone, showed what they have left, and wait
/// @param more what they have registered beside the mailbox and the saved codes
/// @param guessed a stranger keeps guessing their password, so they are locked
record DemoPerson(
        String name,
        String language,
        Set<Role> roles,
        @Nullable String password,
        boolean forgotten,
        boolean guessed,
        boolean waits,
        @Nullable Method more,
        String state) {

    static final List<DemoPerson> ALL = List.of(
            new DemoPerson(
                    "ana",
                    "en",
                    Set.of(Role.SALES_AGENT),
                    "seven green bottles on a wall",
                    true,
                    false,
                    false,
                    null,
                    "forgot the password"),
            new DemoPerson(
                    "li.wei",
                    "zh-CN",
                    Set.of(Role.ADMIN_AGENT),
                    "quiet river under glass",
                    false,
                    true,
                    false,
                    null,
                    "locked, knows the password"),
            new DemoPerson(
                    "sofia",
                    "es",
                    Set.of(Role.BILLING_ADMIN),
                    "tres gatos y una ventana",
                    false,
                    false,
                    false,
                    null,
                    "ready"),
            new DemoPerson(
                    "noor",
                    "en",
                    Set.of(Role.SALES_AGENT),
                    "paper boats in the rain",
                    false,
                    false,
                    false,
                    Method.TOTP,
                    "has an authenticator app"),
            new DemoPerson(
                    "carlos",
                    "es",
                    Set.of(Role.ADMIN_AGENT),
                    "un tren que nunca llega",
                    false,
                    false,
                    false,
                    Method.SMS,
                    "has a telephone number"),
            new DemoPerson(
                    "marta",
                    "es",
                    Set.of(Role.GLOBAL_ADMIN),
                    "lighthouse keeps its promise",
                    false,
                    false,
                    false,
                    Method.TOTP,
                    "global administrator, has an app"),
            new DemoPerson(
                    "teresa",
                    "es",
                    Set.of(Role.USER_ADMIN),
                    "un faro sin nombre propio",
                    true,
                    false,
                    true,
                    Method.TOTP,
                    "lost phone and password, waits"),
            new DemoPerson(
                    "diego",
                    "es",
                    Set.of(Role.HELPDESK_AGENT),
                    null,
                    false,
                    false,
                    false,
                    null,
                    "has not claimed the account"));

    String email() {
        return name + "@contoso.example";
    }

    /// What the table on the console says of the password.
    String told() {
        if (password == null) {
            return "(none yet: the invitation is in the inbox)";
        }
        return forgotten ? "(forgotten)" : password;
    }
}
