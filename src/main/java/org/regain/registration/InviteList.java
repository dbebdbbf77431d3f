package org.regain.registration;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.regain.account.EmailName;
import org.regain.account.Language;
import org.regain.account.NameKey;
import org.regain.account.Role;
import org.regain.account.UserName;

/// A list of people to bring in: CSV with the columns `name,email,roles,language`. `name` (a user name), `roles` (parted by
/// blanks) and `language` may be empty. Every line is looked at before anything is done, and each bad one is named.
///
/// @param invitations of the good lines, in order
/// @param complaints one sentence for each bad line, with its number
record InviteList(List<Invitation> invitations, List<String> complaints) {

    private static final Set<String> COLUMNS = Set.of("name", "email", "roles", "language");
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .get();

    /// Reads the whole list.
    ///
    /// @throws UncheckedIOException when it cannot be read at all, such as one that is not UTF-8
    static InviteList read(Reader csv) {
        var list = new InviteList(new ArrayList<>(), new ArrayList<>());
        try (var records = FORMAT.parse(withoutMark(csv))) {
            if (!COLUMNS.equals(Set.copyOf(records.getHeaderNames()))) {
                list.complaints.add("Line 1: the columns must be name,email,roles,language.");
                return list;
            }
            var seen = new HashSet<NameKey>();
            for (var line : records) {
                list.take(line, records.getCurrentLineNumber(), seen);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return list;
    }

    /// Spreadsheets put a byte order mark before the first column's name.
    private static Reader withoutMark(Reader csv) throws IOException {
        var reader = new PushbackReader(csv);
        var first = reader.read();
        if (first != '\uFEFF' && first >= 0) {
            reader.unread(first);
        }
        return reader;
    }

    private void take(CSVRecord line, long number, Set<NameKey> seen) {
        if (!line.isConsistent()) {
            complaints.add("Line %d: it has %d values, not 4.".formatted(number, line.size()));
            return;
        }
        var email = EmailName.of(line.get("email"));
        var name = line.get("name");
        var user = UserName.of(name);
        var roles = roles(line.get("roles"));
        var language = line.get("language").isEmpty() ? "en" : line.get("language");
        if (email.isEmpty()) {
            complaints.add("Line %d: the e-mail address cannot be written to.".formatted(number));
        } else if (!seen.add(email.get().key())) {
            complaints.add("Line %d: the same e-mail address stands in an earlier line.".formatted(number));
        } else if (!name.isEmpty() && user.isEmpty()) {
            complaints.add("Line %d: the name cannot be used to sign in.".formatted(number));
        } else if (user.isPresent() && !seen.add(user.get().key())) {
            complaints.add("Line %d: the same name stands in an earlier line.".formatted(number));
        } else if (roles == null) {
            complaints.add(
                    "Line %d: roles are %s, parted by blanks.".formatted(number, Arrays.toString(Role.values())));
        } else if (Language.ofTag(language).isEmpty()) {
            complaints.add("Line %d: the language is en, es or zh-CN.".formatted(number));
        } else {
            var invitation = new Invitation(
                    email.get(),
                    user.orElse(null),
                    roles,
                    Language.ofTag(language).get());
            invitations.add(invitation);
        }
    }

    private static @Nullable Set<Role> roles(String text) {
        var names = Arrays.stream(text.split("\\s+"))
                .filter(it -> !it.isEmpty())
                .map(it -> it.toUpperCase(Locale.ROOT))
                .toList();
        var known = Arrays.stream(Role.values()).map(Role::name).collect(Collectors.toSet());
        return known.containsAll(names) ? names.stream().map(Role::valueOf).collect(Collectors.toSet()) : null;
    }
}
