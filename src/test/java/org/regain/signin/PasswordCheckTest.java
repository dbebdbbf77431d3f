package org.regain.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.regain.account.AccountId;
import org.regain.account.Language;
import org.regain.password.NoDirectory;
import org.regain.password.PasswordHash;
import org.regain.password.PasswordHasher;
import org.regain.password.Passwords.Stored;
import org.regain.password.Priority;
import org.regain.password.SeenPassword;
import org.regain.secret.Password;
import org.regain.signin.SignInAttempts.Begun;
import org.regain.signin.SignInAttempts.Candidate;
import org.regain.signin.SignInAttempts.Standing;

/// Who goes past the crowd. A name that nobody has is a stranger's as any other.
class PasswordCheckTest {

    private static final AccountId ANA = AccountId.NOBODY;
    private static final PasswordHash HASH =
            new PasswordHash("$argon2id$v=19$m=7168,t=5,p=1,keyid=1$" + "a".repeat(21) + "A$" + "a".repeat(42) + "A");
    private static final Candidate CANDIDATE =
            new Candidate(ANA, 0, Language.ENGLISH, new Stored(1, HASH), Standing.OPEN);

    private final List<Priority> asked = new ArrayList<>();

    @SuppressWarnings("NullAway") // Nobody here comes from another system.
    private final PasswordCheck check = new PasswordCheck(new Asked(), null, NoDirectory.none());

    @Test
    void aBrowserThatTheAccountKnowsGoesPastStrangers() {
        check(CANDIDATE, true, false);
        check(CANDIDATE, true, true);
        check(null, true, false);
        assertThat(asked).containsExactly(Priority.KNOWN, Priority.KNOWN, Priority.KNOWN);
    }

    @Test
    void whoeverElseTriesIsAStrangerWhetherOrNotSomebodyHasTheName() {
        check(CANDIDATE, false, false);
        check(CANDIDATE, false, true);
        check(null, false, false);
        assertThat(asked).containsExactly(Priority.STRANGER, Priority.STRANGER, Priority.STRANGER);
    }

    private void check(@Nullable Candidate candidate, boolean knownBrowser, boolean quietlyLocked) {
        check.check(
                new Begun(ANA, candidate, null, knownBrowser, null, quietlyLocked, null),
                new byte[32],
                Password.of("wombat lantern quiche").orElseThrow());
    }

    /// Writes down who asked.
    private final class Asked implements PasswordHasher {

        @Override
        public PasswordHash hash(AccountId account, Password password) {
            return HASH;
        }

        @Override
        public Optional<SeenPassword> verify(
                AccountId account, Password password, PasswordHash hash, Priority priority) {
            asked.add(priority);
            return Optional.empty();
        }

        @Override
        public boolean verifyNothing(Password password, Priority priority) {
            asked.add(priority);
            return false;
        }

        @Override
        public boolean outdated(PasswordHash hash) {
            return false;
        }
    }
}
