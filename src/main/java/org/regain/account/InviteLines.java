package org.regain.account;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.regain.account.ImportedForms.Verdict;
import org.regain.account.InviteComplaint.Kind;

/// Looks at one line of a list after the other, and keeps what came of it.
class InviteLines {

    private final InviteRules rules;
    private final List<Invitation> invitations = new ArrayList<>();
    private final List<InviteComplaint> complaints = new ArrayList<>();
    private final Set<NameKey> names = new HashSet<>();
    private final Set<String> skeletons = new HashSet<>();
    private int columns;

    InviteLines(InviteRules rules) {
        this.rules = rules;
    }

    /// False where these are not the columns.
    boolean begin(List<String> header) {
        columns = header.size();
        return rules.known(Set.copyOf(header));
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

    void take(CSVRecord record, long line) {
        if (!record.isConsistent()) {
            complain(line, Kind.VALUES, record.size(), columns);
            return;
        }
        var email = EmailName.of(value(record, "email"));
        var typed = value(record, "name");
        var user = InviteRules.name(typed);
        var roles = rules.read(value(record, "roles"));
        var tag = value(record, "language");
        var language = Language.ofTag(tag.isEmpty() ? "en" : tag);
        var hash = record.isMapped("password") ? value(record, "password") : "";
        if (record.stream().anyMatch(InviteRules::invisible)) {
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

    private static String value(CSVRecord record, String column) {
        return record.get(column).strip();
    }
}
