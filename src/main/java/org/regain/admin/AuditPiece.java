package org.regain.admin;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A piece of what an event carries along, for a page; the files of the audit have it as it was written down.
///
/// @param mark what stands before it, such as `+`; mostly empty
/// @param text as it was written down
/// @param key  of its words; null where the text is all there is
record AuditPiece(String mark, String text, @Nullable String key) {

    static List<AuditPiece> of(String kind, @Nullable String detail) {
        if (detail == null) {
            return List.of();
        }
        var words = detail.split(" ");
        if (kind.startsWith("POLICY_")) {
            return rule(words);
        }
        if (kind.startsWith("PORTAL_")) {
            return portal(detail.split(" ", 3));
        }
        return switch (kind) {
            case "ROLES_CHANGED", "ACCOUNT_INVITED" ->
                Arrays.stream(words).map(AuditPiece::role).toList();
            case "HELP_CHANGED", "NEWCOMERS_WRITTEN_TO" ->
                Arrays.stream(words)
                        .map(it -> new AuditPiece("", it, "language." + it))
                        .toList();
            default -> List.of(new AuditPiece("", detail, "proved." + detail));
        };
    }

    /// `+USER_ADMIN`
    private static AuditPiece role(String word) {
        var role = word.replaceFirst("^[+-]", "");
        var mark = word.substring(0, word.length() - role.length()).replace('-', '−');
        return new AuditPiece(mark, role, "role." + role);
    }

    /// `orders-1a2b REDIRECT https://…`
    private static List<AuditPiece> portal(String[] words) {
        return IntStream.range(0, words.length)
                .mapToObj(i -> new AuditPiece("", words[i], i == 1 ? "portals.part." + words[i] : null))
                .toList();
    }

    /// `PASSWORD_LENGTH 15 20`
    private static List<AuditPiece> rule(String[] words) {
        var setting = new AuditPiece("", words[0], "policy." + words[0]);
        var values = String.join(" → ", Arrays.asList(words).subList(1, words.length));
        return List.of(setting, new AuditPiece("", values, null));
    }
}
