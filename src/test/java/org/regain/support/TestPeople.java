package org.regain.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.account.NameKey;
import org.regain.account.Role;
import org.regain.account.UserName;
import org.regain.password.PasswordHash;
import org.regain.password.PasswordHasher;
import org.regain.secret.Password;
import org.regain.secret.SavedCode;
import org.regain.secret.TotpSecret;
import org.regain.verification.Created;
import org.regain.verification.PasskeyCreation;
import org.regain.verification.SavedCodes;
import org.regain.verification.TotpSeal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// Puts people straight into the tables, as the superuser: what the application itself could not do.
public final class TestPeople {

    private final TestPostgres database;
    private final PasswordHasher hasher;
    private final SavedCodes savedCodes;
    private final TotpSeal totpSeal;
    private final PasskeyCreation passkeys;
    /// The same for the same person in the next test: making one is dear, and no test is about its salt.
    private final Map<String, PasswordHash> hashes = new ConcurrentHashMap<>();

    TestPeople(
            TestPostgres database,
            PasswordHasher hasher,
            SavedCodes savedCodes,
            TotpSeal totpSeal,
            PasskeyCreation passkeys) {
        this.database = database;
        this.hasher = hasher;
        this.savedCodes = savedCodes;
        this.totpSeal = totpSeal;
        this.passkeys = passkeys;
    }

    /// Somebody with one confirmed address, a user name (the address's local part) and this password.
    public AccountId active(String email, String password, Role... roles) {
        return add(email, "ACTIVE", password, roles);
    }

    /// Somebody whom their organisation has suspended.
    public AccountId suspended(String email, String password) {
        return add(email, "SUSPENDED", password);
    }

    /// Somebody who was invited and has not claimed their account.
    public AccountId unclaimed(String email) {
        return add(email, "UNCLAIMED", null);
    }

    /// Somebody who came from another system with this hash of their password.
    public AccountId imported(String email, String hash) {
        var id = UUID.randomUUID();
        var user = UserName.of(email.substring(0, email.indexOf('@'))).orElseThrow();
        run(sql -> {
            addOrganisation(sql);
            return sql.sql("""
                            select import_account(?, id, 'en', '{}', ?, ?, gen_random_uuid(), ?, ?, ?, ?) from organisation
                            """)
                    .params(
                            id,
                            NameKey.of(email).orElseThrow().text(),
                            email,
                            user.key().text(),
                            user.shown(),
                            user.skeleton(),
                            hash)
                    .query()
                    .listOfRows()
                    .size();
        });
        return new AccountId(id);
    }

    /// Ten saved codes for them.
    public List<SavedCode> saveCodes(AccountId account) {
        var codes = savedCodes.generate(SavedCodes.COUNT);
        for (var mac : savedCodes.macs(account, codes)) {
            run(sql -> sql.sql("insert into saved_code (id, account_id, mac) values (gen_random_uuid(), ?, ?)")
                    .params(account.value(), mac)
                    .update());
        }
        return codes;
    }

    /// Another confirmed address of theirs.
    public void addAddress(AccountId account, String email) {
        run(sql -> sql.sql("""
                        insert into contact (id, account_id, kind, address, confirmed_at)
                        values (gen_random_uuid(), ?, 'EMAIL', ?, regain.now())
                        """).params(account.value(), email).update());
    }

    /// A confirmed telephone number of theirs.
    ///
    /// @param number in E.164
    public void addPhone(AccountId account, String number) {
        run(sql -> sql.sql("""
                        insert into contact (id, account_id, kind, address, confirmed_at)
                        values (gen_random_uuid(), ?, 'PHONE', ?, regain.now())
                        """).params(account.value(), number).update());
    }

    /// An authenticator app of theirs, confirmed and out of quarantine. What [AuthenticatorApp#with] it shows is right.
    public TotpSecret addTotp(AccountId account) {
        var secret = TotpSecret.random(new SecureRandom());
        var id = UUID.randomUUID();
        run(sql -> {
            addAuthenticator(sql, id, account, "TOTP");
            return sql.sql("insert into totp (authenticator_id, sealed) values (?, ?)")
                    .params(id, totpSeal.seal(account, id, secret))
                    .update();
        });
        return secret;
    }

    /// Has this authenticator make a passkey for them, confirmed and out of quarantine.
    ///
    /// @return its row
    public UUID addPasskey(AccountId account, SoftAuthenticator authenticator) {
        var challenge = new byte[32];
        var options = passkeys.options(challenge, account, "somebody", "Somebody", List.of());
        if (!(passkeys.created(challenge, authenticator.create(options)) instanceof Created.Key key)) {
            throw new IllegalStateException("No passkey was made");
        }
        return addPasskey(account, key);
    }

    /// A passkey of theirs that was made elsewhere.
    ///
    /// @return its row
    public UUID addPasskey(AccountId account, Created.Key key) {
        var id = UUID.randomUUID();
        run(sql -> {
            addAuthenticator(sql, id, account, "PASSKEY");
            return sql.sql("""
                            insert into passkey (authenticator_id, credential_id, public_key, sign_count, backup_eligible, backed_up)
                            values (?, ?, ?, ?, ?, ?)
                            """)
                    .params(
                            id,
                            key.credentialId(),
                            key.publicKey(),
                            key.signCount(),
                            key.backupEligible(),
                            key.backedUp())
                    .update();
        });
        return id;
    }

    private static void addAuthenticator(JdbcClient sql, UUID id, AccountId account, String kind) {
        sql.sql("""
                        insert into authenticator (id, account_id, kind, name, confirmed_at, serves_from)
                        values (?, ?, ?, 'Phone', regain.now(), regain.now())
                        """).params(id, account.value(), kind).update();
    }

    /// Any statement, as the superuser, with `search_path` at the schema.
    public int run(Work work) {
        try (var connection = database.lent()) {
            return work.in(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What to do with a superuser's connection.
    @FunctionalInterface
    public interface Work {
        int in(JdbcClient sql);
    }

    private AccountId add(String email, String state, @Nullable String password, Role... roles) {
        // A hash is its account's, so who has the same address has the same account whenever they are made anew.
        var id = UUID.nameUUIDFromBytes(email.getBytes(UTF_8));
        run(sql -> {
            addOrganisation(sql);
            sql.sql("insert into account (id, organisation_id, state) select ?, id, ? from organisation limit 1")
                    .params(id, state)
                    .update();
            sql.sql("insert into account_name (key, account_id, kind, shown, skeleton) values (?, ?, 'EMAIL', ?, ?)")
                    .params(NameKey.of(email).orElseThrow().text(), id, email, email)
                    .update();
            var user = UserName.of(email.substring(0, email.indexOf('@'))).orElseThrow();
            sql.sql("insert into account_name (key, account_id, kind, shown, skeleton) values (?, ?, 'USERNAME', ?, ?)")
                    .params(user.key().text(), id, user.shown(), user.skeleton())
                    .update();
            sql.sql("""
                            insert into contact (id, account_id, kind, address, confirmed_at)
                            values (gen_random_uuid(), ?, 'EMAIL', ?, case when ? then regain.now() end)
                            """).params(id, email, password != null).update();
            for (var role : roles) {
                sql.sql("insert into account_role values (?, ?)")
                        .params(id, role.name())
                        .update();
            }
            return password == null ? 0 : addPassword(sql, id, hashOf(id, password));
        });
        return new AccountId(id);
    }

    private PasswordHash hashOf(UUID account, String password) {
        return hashes.computeIfAbsent(
                account + " " + password,
                _ -> hasher.hash(new AccountId(account), Password.of(password).orElseThrow()));
    }

    private static void addOrganisation(JdbcClient sql) {
        sql.sql(
                        "insert into organisation (id, name) select ?, 'Contoso Partners' where not exists (select from organisation)")
                .param(UUID.randomUUID())
                .update();
    }

    private static int addPassword(JdbcClient sql, UUID account, PasswordHash hash) {
        var random = new SecureRandom();
        var flow = UUID.randomUUID();
        sql.sql("""
                        insert into flow (id, purpose, key_hash, account_id, name_mac, language, source, browser, expires_at,
                                          completed_at, outcome)
                        values (?, 'CLAIM', ?, ?, ?, 'en', '', '', regain.now() + interval '1 minute', regain.now(), 'CLAIMED')
                        """)
                .params(flow, random.generateSeed(32), account, new byte[32])
                .update();
        return sql.sql("insert into password (account_id, version, phc, flow_id) values (?, 1, ?, ?)")
                .params(account, hash.phc(), flow)
                .update();
    }
}
