package org.regain.attacks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.regain.account.Role;
import org.regain.support.FormBody;

/// Who tries every address, and the bodies they send: each well formed, and aimed at somebody else.
enum Intruder {
    EVERYBODY(null),
    SIGNED_IN(Role.HELPDESK_AGENT),
    USER_ADMINISTRATOR(Role.USER_ADMIN),
    GLOBAL_ADMINISTRATOR(Role.GLOBAL_ADMIN);

    private final @Nullable Role role;

    Intruder(@Nullable Role role) {
        this.role = role;
    }

    Role[] roles() {
        return role == null ? new Role[0] : new Role[] {role};
    }

    /// What is known of the person it is aimed at.
    record Aim(String name, String account, List<String> ids) {}

    /// The bodies for one handler.
    static List<Map<String, String>> bodies(Handlers handler, Aim aim) {
        var bodies = new ArrayList<Map<String, String>>(List.of(Map.of()));
        for (var field : handler.fieldNames()) {
            var more = new ArrayList<Map<String, String>>();
            for (var body : bodies) {
                for (var value : values(field, aim)) {
                    var longer = new HashMap<>(body);
                    if (!value.isEmpty() || !field.equals("roles")) {
                        longer.put(field, value);
                    }
                    more.add(longer);
                }
            }
            bodies = more;
        }
        return bodies;
    }

    private static List<String> values(String field, Aim aim) {
        return switch (field) {
            case "at" -> List.of("0", "1");
            case "name", "address", "email" -> List.of(aim.name());
            case "userName" -> List.of("");
            case "list" -> List.of("00000000-0000-0000-0000-000000000001");
            case "person" -> List.of(aim.account());
            case "id" -> aim.ids();
            case "change" ->
                List.of(
                        "SUSPENDED",
                        "SUSPENSION_LIFTED",
                        "SESSIONS_ENDED",
                        "NEW_PASSWORD_REQUIRED",
                        "ACCOUNT_DELETED",
                        "ACCOUNT_RESTORED");
            case "roles" -> List.of("", "SALES_AGENT", "SALES_AGENT" + FormBody.AGAIN + "GLOBAL_ADMIN");
            case "method" -> List.of("EMAIL", "SMS", "TOTP", "PASSKEY", "SAVED_CODE");
            case "reason" -> List.of("FORGOTTEN", "KNOWN");
            case "number" -> List.of("+34600000001");
            case "language" -> List.of("es");
            case "page" -> List.of("/");
            case "file" -> List.of("name,email,roles,language\r\n," + aim.name() + ",GLOBAL_ADMIN,en\r\n");
            case "setting" -> List.of("PASSWORD_LENGTH", "SESSION_HOURS");
            case "value" -> List.of("15", "24", "OURS");
            case "newcomers" -> List.of("es", "");
            case "proposal" -> List.of("00000000-0000-0000-0000-000000000001");
            case "portal" -> List.of("00000000-0000-0000-0000-000000000001");
            case "part" -> List.of("REDIRECT", "SECRET", "WHOSE");
            case "kind" -> List.of("SECRET");
            case "redirectUri", "startUri", "redirectUris", "afterLogoutUris", "logoutUri" ->
                List.of("https://evil.example/");
            case "scopes" -> List.of("roles");
            case "subject" -> List.of("PUBLIC");
            case "whose" -> List.of("OURS");
            case "signing" -> List.of("ES256");
            case "keys" -> List.of("");
            case "accent" -> List.of("#0d6b5f", "red");
            case "helpEn", "helpEs", "helpZh" -> List.of("Call us.");
            case "what" -> List.of("METHODS");
            case "code" -> List.of("12345678");
            case "credential" -> List.of("{}");
            case "password", "currentPassword", "directoryPassword" -> List.of("not the right password at all");
            case "newPassword", "confirmation" -> List.of("an entirely different phrase");
            case "permit" -> List.of("K7Q2M-9XH4G");
            case "token" -> List.of("0123456789abcdefghjkmnpqrstvwxyz0123456789abcdefghjg");
            case String unknown ->
                throw new IllegalArgumentException(
                        "Nobody has recorded a valid value of the field \"" + unknown + "\": add one here");
        };
    }
}
