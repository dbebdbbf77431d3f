package org.regain.password;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.regain.directory.Aside;
import org.regain.directory.Directory.Policy;
import org.regain.directory.EntryId;
import org.springframework.stereotype.Service;

/// What a directory asks of somebody's new password, to be said before they type; for people who have proven who they are, since it may tell
/// how much somebody is there ([Aside]).
@Service
public class DirectoryAdvice {

    private static final int AT_ONCE = 3;

    private final DirectoryPasswords passwords;
    private final Aside aside = new Aside(AT_ONCE);

    DirectoryAdvice(DirectoryPasswords passwords) {
        this.passwords = passwords;
    }

    /// What is asked, as far as the directory has said it.
    ///
    /// @param length characters at least; 0: it has not said
    /// @param sentences what else
    public record AskedThere(int length, List<PasswordAdvice> sentences) {

        private static final AskedThere UNKNOWN = new AskedThere(0, List.of());

        /// Keeps a copy of the sentences.
        public AskedThere {
            sentences = List.copyOf(sentences);
        }

        /// @param byHolder whether its holder writes it by the old one, and not Regain
        static AskedThere of(Policy policy, boolean byHolder) {
            var sentences = new ArrayList<PasswordAdvice>();
            if (policy.complex()) {
                sentences.add(PasswordAdvice.of("password.directory.complex"));
            }
            if (policy.history() > 0 && (byHolder || policy.historyHolds())) {
                sentences.add(PasswordAdvice.of("password.directory.history", policy.history()));
            }
            if (policy.age().isPositive() && (byHolder || policy.ageHolds())) {
                sentences.add(age(policy.age()));
            }
            return new AskedThere(policy.length(), sentences);
        }

        /// In the largest unit that says it whole; never less than it is.
        private static PasswordAdvice age(Duration age) {
            if (age.equals(Duration.ofDays(age.toDays()))) {
                return PasswordAdvice.of("password.directory.age.days", age.toDays());
            } else if (age.equals(Duration.ofHours(age.toHours()))) {
                return PasswordAdvice.of("password.directory.age.hours", age.toHours());
            }
            return PasswordAdvice.of(
                    "password.directory.age.minutes",
                    age.plusMinutes(1).minusNanos(1).toMinutes());
        }
    }

    /// What is asked of a new one for this entry.
    ///
    /// @param byHolder whether its holder writes it by the old one, and not Regain
    public AskedThere of(EntryId entry, boolean byHolder) {
        return asked(entry).map(policy -> AskedThere.of(policy, byHolder)).orElse(AskedThere.UNKNOWN);
    }

    private Optional<Policy> asked(EntryId entry) {
        return aside.ask(() -> passwords.directory().policy(entry)).flatMap(Function.identity());
    }
}
