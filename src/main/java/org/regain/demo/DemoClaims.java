package org.regain.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.regain.account.Accounts;
import org.regain.account.EmailName;
import org.regain.account.Invitation;
import org.regain.account.Language;
import org.regain.account.NameKey;
import org.regain.account.PhoneNumber;
import org.regain.account.Role;
import org.regain.account.UserName;
import org.regain.audit.Origin;
import org.regain.claim.ClaimWalk;
import org.regain.claim.ClaimWalk.Claimed;
import org.regain.invite.Invitations;
import org.regain.invite.Invited;
import org.regain.invite.Organisations;
import org.regain.methods.MethodWalk;
import org.regain.password.Passwords;
import org.regain.recovery.RecoveryWalk;
import org.regain.secret.Code;
import org.regain.secret.Password;
import org.regain.secret.Token;
import org.regain.secret.TotpSecret;
import org.regain.web.Busy;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/// Brings one demo person in, by the way everybody comes in: an invitation, the link and the code out of the mails, a
/// password.
@Component
@Profile("demo")
class DemoClaims {

    private static final Pattern LINK = Pattern.compile("/claim#([0-9a-z]{52})");
    private static final Pattern CODE = Pattern.compile("\\b(\\d{4})[ \\u00a0]?(\\d{4})\\b");
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final Organisations organisations;
    private final Invitations invitations;
    private final ClaimWalk walk;
    private final MethodWalk methods;
    private final RecoveryWalk recovery;
    private final DemoInbox inbox;
    private final Accounts accounts;
    private final Passwords passwords;

    DemoClaims(
            Organisations organisations,
            Invitations invitations,
            ClaimWalk walk,
            MethodWalk methods,
            RecoveryWalk recovery,
            DemoInbox inbox,
            Accounts accounts,
            Passwords passwords) {
        this.organisations = organisations;
        this.invitations = invitations;
        this.walk = walk;
        this.methods = methods;
        this.recovery = recovery;
        this.inbox = inbox;
        this.accounts = accounts;
        this.passwords = passwords;
    }

    /// Empty for people who were there already, or have not claimed their account.
    Optional<Claimed> arrive(
            String email, @Nullable String name, Set<Role> roles, String language, @Nullable String password) {
        var user = name == null ? null : UserName.of(name).orElseThrow();
        var invitation = new Invitation(
                EmailName.of(email).orElseThrow(),
                user,
                roles,
                Language.ofTag(language).orElseThrow());
        // Each from a place of their own, as people are, so that the limits on one place do not meet them.
        var origin = new Origin(email, "");
        var isNew = invitations.invite(organisations.theOnly(), invitation) instanceof Invited.Created;
        return isNew && password != null ? claim(email, Password.of(password).orElseThrow(), origin) : Optional.empty();
    }

    /// What the table says of a person's password, which they may have changed since.
    String told(DemoPerson person) {
        var changed = accounts.named(NameKey.of(person.email()).orElseThrow())
                .flatMap(passwords::current)
                .filter(stored -> stored.version() > 1 || person.password() == null)
                .isPresent();
        return changed ? "(chosen since)" : person.told();
    }

    private Optional<Claimed> claim(String email, Password password, Origin origin) {
        try {
            var seen = new ArrayList<UUID>();
            var link = Token.parse(find(LINK, email, seen)).orElseThrow();
            var key = walk.open(link, origin).orElseThrow();
            var code = Code.parse(find(CODE, email, seen)).orElseThrow();
            var confirmed = walk.confirm(key, code, origin).orElseThrow();
            return Optional.of(patiently(() -> walk.finish(confirmed, password, origin))
                    .orElseThrow(
                            () -> new IllegalStateException("The demo's password for " + email + " is not accepted")));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// Whoever is told that it is busy comes back when they were told to, as people do.
    private static <T> T patiently(Supplier<T> what) throws InterruptedException {
        while (true) {
            try {
                return what.get();
            } catch (Busy busy) {
                Thread.sleep(busy.retryAfter());
            }
        }
    }

    /// A telephone number is added, by the code in its text.
    void addPhone(Claimed by, PhoneNumber number) {
        try {
            var key = methods.addPhone(by, number);
            methods.confirmPhone(
                    by,
                    key,
                    Code.parse(find(CODE, number.text(), new ArrayList<>())).orElseThrow());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// An authenticator app is added; its secret comes back.
    TotpSecret addApp(Claimed by) {
        return methods.addApp(by);
    }

    /// They recover by their mailbox, which is all that they have left, and wait.
    void waitInstead(String email) {
        try {
            var origin = new Origin(email, "");
            var seen = new ArrayList<>(
                    inbox.all().stream().map(DemoInbox.Arrived::id).toList());
            var key = recovery.open(email, origin);
            var found = CODE.matcher("");
            // What is mailed of their methods may come in between.
            while (!found.find()) {
                var mail = inbox.await(email, seen, LONGEST_WAIT);
                seen.add(mail.id());
                found = CODE.matcher(mail.text());
            }
            recovery.waitInstead(
                    key, Code.parse(found.group(1) + found.group(2)).orElseThrow(), origin);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String find(Pattern pattern, String email, List<UUID> seen) throws InterruptedException {
        var mail = inbox.await(email, seen, LONGEST_WAIT);
        seen.add(mail.id());
        var found = pattern.matcher(mail.text());
        if (!found.find()) {
            throw new IllegalStateException("The mail to " + email + " holds no " + pattern);
        }
        return found.group(1) + (found.groupCount() > 1 ? found.group(2) : "");
    }
}
