package org.regain.account;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.regain.account.ImportedForms.Verdict;
import org.regain.account.InviteComplaint.Kind;
import org.regain.typed.Typed;

/// Looks at one line of a list after the other, and keeps what came of it.
class InviteLines {

    private final InviteRules rules;
    private final List<Invitation> invitations = new ArrayList<>();
    private final List<InviteComplaint> complaints = new ArrayList<>();
    private final Set<NameKey> names = new HashSet<>();
    private final Set<String> skeletons = new HashSet<>();
    private List<String> columns = List.of();

    InviteLines(InviteRules rules) {
        this.rules = rules;
    }

    /// False where these are not the columns. They may be in any case, and nameless ones may follow, as a comma too many or a
    /// spreadsheet's used range makes them.
    boolean begin(List<String> header) {
        columns = withoutEmptyEnd(header).stream()
                .map(it -> Typed.plain(it).toLowerCase(Locale.ROOT))
                .toList();
        return rules.known(columns);
    }

    InviteLines complain(long line, Kind kind, Object... args) {
        complaints.add(new InviteComplaint(line, kind, List.of(args)));
        return this;
    }

    InviteList list() {
        if (invitations.isEmpty() && complaints.isEmpty()) {
            complain(1, Kind.NOBODY);
        }
        return new InviteList(invitations, complaints);
    }

    /// Spreadsheets leave out what is empty at a row's end, or add to it; a row in which nothing stands is none.
    void take(List<String> record, long line) {
        var values = withoutEmptyEnd(record);
        if (values.size() > columns.size()) {
            complain(line, Kind.VALUES, values.size(), columns.size());
        } else if (!values.isEmpty()) {
            judge(values, line);
        }
    }

    private void judge(List<String> values, long line) {
        var email = EmailName.of(value(values, "email"));
        var typed = value(values, "name");
        var user = InviteRules.name(typed);
        var roles = rules.read(value(values, "roles"));
        var tag = value(values, "language");
        var language = Language.read(tag.isEmpty() ? "en" : tag);
        var hash = columns.contains("password") ? value(values, "password") : "";
        if (values.stream().map(Typed::trimmed).anyMatch(InviteRules::invisible)) {
            complain(line, Kind.INVISIBLE);
        } else if (email.isEmpty()) {
            complain(line, Kind.ADDRESS);
        } else if (!names.add(email.get().key())) {
            complain(line, Kind.ADDRESS_TWICE);
        } else if (!typed.isEmpty() && user.isEmpty()) {
            complain(line, Kind.NAME);
        } else if (user.isPresent() && !names.add(user.get().key())) {
            complain(line, Kind.NAME_TWICE);
        } else if (user.isPresent() && !skeletons.add(user.get().skeleton())) {
            complain(line, Kind.NAME_ALIKE);
        } else if (roles.isEmpty()) {
            complain(line, rules.roles().isEmpty() ? Kind.NO_ROLES : Kind.ROLES, rules.names());
        } else if (language.isEmpty()) {
            complain(line, Kind.LANGUAGE);
        } else if (!hash.isEmpty() && judge(hash) != Verdict.USABLE) {
            complain(line, judge(hash) == Verdict.TOO_DEAR ? Kind.HASH_DEAR : Kind.HASH_FORM);
        } else {
            invitations.add(new Invitation(
                    email.get(), user.orElse(null), roles.get(), language.get(), hash.isEmpty() ? null : hash));
        }
    }

    private Verdict judge(String hash) {
        @Nullable ImportedForms forms = rules.forms();
        return forms == null ? Verdict.UNKNOWN_FORM : forms.judge(hash);
    }

    private String value(List<String> values, String column) {
        var at = columns.indexOf(column);
        return at < values.size() ? Typed.trimmed(values.get(at)) : "";
    }

    private static List<String> withoutEmptyEnd(List<String> values) {
        var end = values.size();
        while (end > 0 && Typed.trimmed(values.get(end - 1)).isEmpty()) {
            end--;
        }
        return values.subList(0, end);
    }
}
