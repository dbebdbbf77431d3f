package org.regain.account;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What whoever brings a list may give with it.
///
/// @param roles that they may give
/// @param forms what hashes of passwords from elsewhere are taken; null: none at all
public record InviteRules(Set<Role> roles, @Nullable ImportedForms forms) {

    private static final Set<String> COLUMNS = Set.of("name", "email", "roles", "language");
    private static final String PASSWORD = "password";

    public InviteRules {
        roles = Set.copyOf(roles);
    }

    /// Whether these are the columns, in any order and each once.
    boolean known(List<String> header) {
        var columns = Set.copyOf(header.stream().distinct().toList());
        var without = columns.stream()
                .filter(it -> forms == null || !it.equals(PASSWORD))
                .collect(Collectors.toSet());
        return COLUMNS.equals(without) && columns.size() == header.size();
    }

    /// For the sentence.
    String columns() {
        return forms == null ? "name,email,roles,language" : "name,email,roles,language,password";
    }

    /// The roles that a text names, parted by blanks, commas or semicolons; nothing where one is unknown, or is not theirs to give.
    Optional<Set<Role>> read(String text) {
        var names = Arrays.stream(text.split("[\\s\\p{Z},;]+"))
                .filter(it -> !it.isEmpty())
                .map(it -> it.toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
        var found = roles.stream().filter(it -> names.contains(it.name())).collect(Collectors.toSet());
        return found.size() == names.size() ? Optional.of(found) : Optional.empty();
    }

    /// A user name that no spreadsheet takes for a formula, wherever a list of people is opened later.
    public static Optional<UserName> name(String typed) {
        return UserName.of(typed)
                .filter(it -> !isFormula(it.shown()) && !isFormula(it.key().text()));
    }

    private static boolean isFormula(String text) {
        return "=+-@".indexOf(text.charAt(0)) >= 0;
    }

    /// Marks of direction, joiners, controls: what two people may read differently.
    public static boolean invisible(String text) {
        return text.codePoints()
                .anyMatch(it -> Character.getType(it) == Character.FORMAT || Character.isISOControl(it));
    }

    /// For the sentence.
    String names() {
        return roles.stream().sorted().map(Role::name).collect(Collectors.joining(", "));
    }
}
