package org.regain.signin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.account.Language;
import org.regain.directory.EntryId;
import org.regain.password.ImportedHash;
import org.regain.password.PasswordHash;
import org.regain.password.Passwords.Stored;
import org.regain.password.SeenPassword;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Sign-ins as PostgreSQL counts them. A try is taken before the password is looked at, in one statement under the
/// counter's row lock, so parallel tries cannot outrun the lock.
@Repository
class SignInAttempts {

    private static final Instant FAR = Instant.parse("9999-12-31T00:00:00Z");

    /// What stands for the hash of whoever comes with their password from the directory.
    private static final String IN_DIRECTORY = "$directory$";

    private final JdbcClient sql;

    SignInAttempts(JdbcClient sql) {
        this.sql = sql;
    }

    /// Finds the account of a name and takes a try, for a known and an unknown name alike.
    Begun begin(Who who) {
        return sql.sql("select * from begin_sign_in(:key, :name, :device)")
                .param("key", who.nameKey())
                .param("name", who.nameMac())
                .param("device", who.deviceHash(), Types.BINARY)
                .query((row, _) -> begun(row))
                .single();
    }

    /// The right password: counters start anew, and the sign-in's flow is open with the password proven.
    Right right(Who who, Begun begun, Candidate candidate, SeenPassword seen, NewSignIn opened) {
        return Right.valueOf(sql.sql("""
                        select sign_in_right(:account, :version, :seen, :epoch, :name, :device, :flow, :key, :language, :source, :browser)
                        """)
                .param("account", candidate.account().value())
                .param("version", candidate.password().version())
                .param("seen", seen.bytes())
                .param("epoch", candidate.authEpoch())
                .param("name", who.nameMac())
                .param("device", begun.countedDevice(who), Types.BINARY)
                .param("flow", opened.flow().id().value())
                .param("key", opened.flow().key().hash())
                .param("language", opened.language())
                .param("source", opened.origin().source())
                .param("browser", opened.origin().browser())
                .query(String.class)
                .single());
    }

    /// What a right password leads to.
    enum Right {
        /// The sign-in is complete.
        DONE,
        /// A second factor is asked for.
        MORE,
        /// It was changed since the first half, or sessions were ended: it is not right any more.
        STALE
    }

    /// A wrong password. True when the account has just become locked by it.
    ///
    /// A try at an account that is locked under another name was not counted there, so its mistake is kept for the name
    /// as typed alone; kept for neither, the name would lock sooner than one that nobody has.
    boolean wrong(Who who, Begun begun, byte[] mac) {
        return sql.sql("select sign_in_wrong(:account, :name, :device, :mac)")
                .param("account", begun.quietlyLocked() ? null : begun.accountValue(), Types.OTHER)
                .param("name", who.nameMac())
                .param("device", begun.countedDevice(who), Types.BINARY)
                .param("mac", mac)
                .query(Boolean.class)
                .single();
    }

    /// The password was not looked at, or was right and opens nothing; the try is given back: only wrong ones count.
    void notJudged(Who who, Begun begun) {
        sql.sql("select sign_in_not_judged(:account, :name, :device, :quietTook)")
                .param("account", begun.accountValue(), Types.OTHER)
                .param("name", who.nameMac())
                .param("device", begun.countedDevice(who), Types.BINARY)
                .param("quietTook", !begun.quietlyLocked())
                .query()
                .listOfRows();
    }

    private static Begun begun(ResultSet row) throws SQLException {
        var account = row.getObject("account_id", UUID.class);
        return new Begun(
                account == null ? null : new AccountId(account),
                candidate(row),
                newcomer(row),
                row.getBoolean("known_browser"),
                instant(row.getTimestamp("shown_until")),
                row.getTimestamp("quiet_until") != null,
                row.getString("entry") == null ? null : new EntryId(row.getString("entry")));
    }

    private static @Nullable Candidate candidate(ResultSet row) throws SQLException {
        var phc = row.getString("phc");
        var deleted = row.getObject("deleted", UUID.class);
        return phc == null
                ? null
                : new Candidate(
                        new AccountId(deleted == null ? row.getObject("account_id", UUID.class) : deleted),
                        row.getInt("auth_epoch"),
                        deleted == null
                                ? Language.ofTag(row.getString("language")).orElseThrow()
                                : Language.ENGLISH,
                        new Stored(row.getInt("version"), new PasswordHash(phc)),
                        standing(row, deleted != null));
    }

    private static Standing standing(ResultSet row, boolean deleted) throws SQLException {
        if (deleted) {
            return Standing.DELETED;
        }
        if (row.getString("state").equals("SUSPENDED")) {
            return Standing.SUSPENDED;
        }
        return row.getBoolean("compromised") ? Standing.COMPROMISED : Standing.OPEN;
    }

    /// A hash that Regain can't bear is as good as none.
    private static @Nullable Newcomer newcomer(ResultSet row) throws SQLException {
        var imported = row.getString("imported");
        if (IN_DIRECTORY.equals(imported)) {
            return new Newcomer(new AccountId(row.getObject("account_id", UUID.class)), row.getInt("auth_epoch"), null);
        }
        return imported == null || !(ImportedHash.of(imported) instanceof ImportedHash.Reading.Usable(var hash))
                ? null
                : new Newcomer(new AccountId(row.getObject("account_id", UUID.class)), row.getInt("auth_epoch"), hash);
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        if (at == null) {
            return null;
        }
        return at.toInstant().isAfter(FAR) ? Instant.MAX : at.toInstant();
    }

    /// Who tries, as far as counters care.
    ///
    /// @param deviceHash by which this browser may be known to the account
    @SuppressWarnings("ArrayRecordComponent") // Never compared: it is carried to one statement.
    record Who(String nameKey, byte[] nameMac, byte @Nullable [] deviceHash) {}

    /// What the first half found.
    ///
    /// @param candidate null: nobody has this name, or nobody has claimed the account
    /// @param newcomer null: nobody came with this name from another system, or the account is claimed
    /// @param knownBrowser this browser has signed in to the account before
    /// @param shownUntil the name as typed is locked until then; [Instant#MAX]: until its owner recovers the account
    /// @param quietlyLocked the account is locked under another name of it; nothing says so
    /// @param entry what the directory calls them; null where their password is kept here
    record Begun(
            @Nullable AccountId account,
            @Nullable Candidate candidate,
            @Nullable Newcomer newcomer,
            boolean knownBrowser,
            @Nullable Instant shownUntil,
            boolean quietlyLocked,
            @Nullable EntryId entry) {

        @Nullable
        UUID accountValue() {
            return account == null ? null : account.value();
        }

        byte @Nullable [] countedDevice(Who who) {
            return knownBrowser ? who.deviceHash() : null;
        }
    }

    /// An account with a password.
    record Candidate(AccountId account, int authEpoch, Language language, Stored password, Standing standing) {

        /// The same, now that what it had open was ended.
        Candidate ended() {
            return new Candidate(account, authEpoch + 1, language, password, standing);
        }
    }

    /// What the right password opens.
    enum Standing {
        /// The account, or the challenge for a second factor.
        OPEN,
        /// Nothing: the organisation has suspended the account.
        SUSPENDED,
        /// Nothing, and to whoever tries it is as if nobody had the name.
        DELETED,
        /// Nothing: the password is known to be in wrong hands.
        COMPROMISED
    }

    /// An account that nobody has claimed, with a password from another system.
    ///
    /// @param hash null: the directory judges it
    record Newcomer(
            AccountId account, int authEpoch, @Nullable ImportedHash hash) {}
}
