package org.regain.roster;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.regain.account.EmailName;
import org.regain.account.InviteRules;
import org.regain.account.Language;
import org.regain.account.NameKey;
import org.regain.account.UserName;
import org.regain.directory.Entry;
import org.regain.roster.Refused.Reason;

/// Somebody in the directory who is nobody here yet: their names are read as those of an invited person are.
sealed interface Newcomer {

    /// Somebody an account can be made for.
    ///
    /// @param email where they prove to have the mailbox, before it is anything more than a name
    record Usable(Entry entry, EmailName email, UserName name) implements Newcomer {

        /// Nothing where the directory names none of ours.
        Optional<Language> language() {
            return Optional.ofNullable(entry.preferredLanguage()).flatMap(Language::preferred);
        }
    }

    record Unusable(Entry entry, Reason reason) implements Newcomer {}

    /// Nothing where nobody can be called so here.
    static Optional<UserName> name(Entry entry) {
        return InviteRules.name(entry.userName()).filter(_ -> !InviteRules.invisible(entry.userName()));
    }

    /// Nothing where there is none that somebody can be written to by, or more than one.
    static Optional<EmailName> mail(Entry entry) {
        var usable = mails(entry);
        return usable.size() == 1 ? Optional.of(usable.getFirst()) : Optional.empty();
    }

    /// Each once, however it is written.
    private static List<EmailName> mails(Entry entry) {
        var usable = new LinkedHashMap<NameKey, EmailName>();
        entry.mails().stream()
                .filter(it -> !InviteRules.invisible(it))
                .flatMap(it -> EmailName.of(it).stream())
                .forEach(it -> usable.putIfAbsent(it.key(), it));
        return List.copyOf(usable.values());
    }

    static Newcomer of(Entry entry) {
        var usable = mails(entry);
        var name = name(entry);
        if (entry.mails().isEmpty()) {
            return new Unusable(entry, Reason.NO_MAIL);
        } else if (usable.isEmpty()) {
            return new Unusable(entry, Reason.UNUSABLE_MAIL);
        } else if (usable.size() > 1) {
            return new Unusable(entry, Reason.TWO_MAILS);
        } else if (name.isEmpty()) {
            return new Unusable(entry, Reason.UNUSABLE_NAME);
        }
        return new Usable(entry, usable.getFirst(), name.get());
    }
}
