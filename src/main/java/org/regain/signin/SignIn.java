package org.regain.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.regain.account.Language;
import org.regain.account.NameKey;
import org.regain.audit.Origin;
import org.regain.flow.TokenSource;
import org.regain.limits.Limit;
import org.regain.limits.Limits;
import org.regain.limits.Taken;
import org.regain.password.DirectoryPasswords;
import org.regain.password.HashingBusy;
import org.regain.password.KnownPasswords;
import org.regain.password.KnownPasswords.Where;
import org.regain.secret.KeyMissing;
import org.regain.secret.MacPurpose;
import org.regain.secret.Macs;
import org.regain.secret.Password;
import org.regain.secret.Token;
import org.regain.sessions.NewSession;
import org.regain.sessions.Subscriber;
import org.regain.signin.PasswordCheck.Checked;
import org.regain.signin.SignInAttempts.Begun;
import org.regain.signin.SignInAttempts.Candidate;
import org.regain.signin.SignInAttempts.Newcomer;
import org.regain.signin.SignInAttempts.Who;
import org.regain.web.Busy;
import org.springframework.stereotype.Service;

/// A name and a password are judged. Unknown people, accounts without a password and accounts locked under another name
/// cost the same and get the same answer as a wrong password.
@Service
public class SignIn {

    /// So little of a keyed hash recognises the same mistake, and tells nobody what it was.
    private static final int MISTAKE_BYTES = 8;

    private final SignInAttempts attempts;
    private final PasswordCheck check;
    private final Limits limits;
    private final Macs macs;
    private final SignInRecord record;
    private final TokenSource tokens;
    private final FirstSignIns firstSignIns;
    private final KnownPasswords knownPasswords;
    private final DirectoryPasswords directory;

    SignIn(
            SignInAttempts attempts,
            PasswordCheck check,
            Limits limits,
            Macs macs,
            SignInRecord record,
            TokenSource tokens,
            FirstSignIns firstSignIns,
            KnownPasswords knownPasswords,
            DirectoryPasswords directory) {
        this.attempts = attempts;
        this.check = check;
        this.limits = limits;
        this.macs = macs;
        this.record = record;
        this.tokens = tokens;
        this.firstSignIns = firstSignIns;
        this.knownPasswords = knownPasswords;
        this.directory = directory;
    }

    /// What came of it.
    public sealed interface Judged {

        record Right(NewSession session) implements Judged {}

        /// The password is right, and a second factor stands beside it.
        ///
        /// @param key the handle of the sign-in, for this browser
        record More(Token key) implements Judged {}

        /// The password is right, and was brought from another system: it opens nothing without a code to the account's
        /// address.
        ///
        /// @param key the handle of the claim that was begun, for this browser
        record First(Token key) implements Judged {}

        /// The name, the password, or both are wrong; more is not said.
        record Wrong() implements Judged {}

        /// This name as typed is locked, whether anybody has it or not.
        ///
        /// @param until [Instant#MAX]: until its owner recovers the account
        record Locked(Instant until) implements Judged {}

        /// Too many tries from this network.
        record Limited(Instant until) implements Judged {}

        /// The password is right, but the organisation has suspended the account.
        record Suspended() implements Judged {}

        /// The password is right, and the directory asks for a new one: a recovery leads on.
        record Expired() implements Judged {}

        /// The password is right and known to be in wrong hands: only a recovery leads on.
        record Compromised() implements Judged {}
    }

    /// Judges one try.
    ///
    /// @param device the secret of this browser, where it has one
    /// @throws HashingBusy when too many passwords are being hashed; nothing was judged and nothing counted
    /// @throws KeyMissing when this node lacks the key of the hash; nothing was judged and nothing counted
    public Judged judge(String typedName, Password password, @Nullable Token device, Language language, Origin origin) {
        if (limits.take(Limit.SIGN_INS_FROM_SOURCE, origin) instanceof Taken.No(var until)) {
            return new Judged.Limited(until);
        }
        var who = who(typedName, device);
        var begun = attempts.begin(who);
        if (begun.shownUntil() != null) {
            return new Judged.Locked(begun.shownUntil());
        }
        var checked = orGiveBack(who, begun, origin, () -> check.check(begun, who.nameMac(), password));
        var opened = new NewSignIn(tokens.flow(), language.tag(), origin);
        return switch (checked) {
            case Checked.Wrong() -> wrong(who, begun, password, origin);
            case Checked.Right right -> right(who, begun, right, password, opened);
            case Checked.Imported() -> first(who, begun, opened, language);
        };
    }

    private Who who(String typedName, @Nullable Token device) {
        var key = NameKey.of(typedName).map(NameKey::text);
        var mac = macs.mac(MacPurpose.NAME, key.orElse(typedName).getBytes(UTF_8));
        // What is no name at all is looked up too, under a key that nobody can have.
        return new Who(key.orElse(" "), mac, device == null ? null : device.hash());
    }

    /// What was not judged is not counted.
    private <T> T orGiveBack(Who who, Begun begun, Origin origin, Supplier<T> hashing) {
        try {
            return hashing.get();
        } catch (Busy busy) {
            attempts.notJudged(who, begun);
            throw busy;
        } catch (KeyMissing missing) {
            attempts.notJudged(who, begun);
            record.notVerifiable(begun.account(), origin);
            throw missing;
        }
    }

    private Judged right(Who who, Begun begun, Checked.Right checked, Password password, NewSignIn opened) {
        var candidate = checked.candidate();
        return switch (candidate.standing()) {
            case OPEN -> open(who, begun, checked, password, opened);
            case SUSPENDED -> stopped(who, begun, candidate, Where.SUSPENDED, new Judged.Suspended(), opened.origin());
            case COMPROMISED ->
                stopped(who, begun, candidate, Where.COMPROMISED, new Judged.Compromised(), opened.origin());
            case DELETED -> {
                // To who tries it the name is nobody's, so it counts as a wrong one does.
                var said = wrong(who, begun, password, opened.origin());
                knownPasswords.openedNothing(candidate.account(), Where.DELETED, opened.origin());
                yield said;
            }
        };
    }

    /// It was right: only wrong ones count.
    private Judged stopped(Who who, Begun begun, Candidate candidate, Where where, Judged said, Origin origin) {
        attempts.notJudged(who, begun);
        knownPasswords.openedNothing(candidate.account(), where, origin);
        return said;
    }

    private Judged open(Who who, Begun begun, Checked.Right checked, Password password, NewSignIn opened) {
        var candidate = current(begun, checked.candidate());
        if (checked.expired()) {
            return stopped(who, begun, candidate, Where.EXPIRED, new Judged.Expired(), opened.origin());
        }
        return switch (attempts.right(who, begun, candidate, checked.seen(), opened)) {
            case STALE -> stopped(who, begun, candidate, Where.OVERTAKEN, new Judged.Wrong(), opened.origin());
            case MORE -> {
                record.passwordRight(checked, password, opened.origin());
                yield new Judged.More(opened.flow().key());
            }
            case DONE -> {
                record.renew(checked, password);
                var subscriber = new Subscriber(candidate.account(), candidate.authEpoch(), candidate.language());
                yield new Judged.Right(new NewSession(subscriber, opened.ref(), begun.knownBrowser()));
            }
        };
    }

    /// Where the password was changed past Regain, everything that was open has ended, and this sign-in begins after it. Whoever runs a directory
    /// mostly has such a password changed again at once, so an expired one is looked at, too.
    private Candidate current(Begun begun, Candidate candidate) {
        return begun.entry() != null && directory.movedBeneath(candidate.account(), begun.entry())
                ? candidate.ended()
                : candidate;
    }

    private Judged first(Who who, Begun begun, NewSignIn opened, Language language) {
        Newcomer newcomer = Objects.requireNonNull(begun.newcomer());
        var by = new FirstSignIn(
                newcomer.account(), newcomer.authEpoch(), who.nameMac(), opened.flow(), language, opened.origin());
        if (firstSignIns.open(by)) {
            return new Judged.First(opened.flow().key());
        }
        attempts.notJudged(who, begun);
        knownPasswords.openedNothing(newcomer.account(), Where.OVERTAKEN, opened.origin());
        return new Judged.Wrong();
    }

    private Judged wrong(Who who, Begun begun, Password password, Origin origin) {
        var whose = begun.account() == null ? who.nameMac() : begun.account().bytes();
        var mac = macs.mac(MacPurpose.WRONG_PASSWORD, whose, password.utf8());
        var mistake = Arrays.copyOf(mac, MISTAKE_BYTES);
        record.refused(begun.account(), () -> attempts.wrong(who, begun, mistake), begun.quietlyLocked(), origin);
        return new Judged.Wrong();
    }
}
