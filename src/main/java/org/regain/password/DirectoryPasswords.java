package org.regain.password;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.directory.Directory;
import org.regain.directory.DirectoryAway;
import org.regain.directory.Entry;
import org.regain.directory.EntryId;
import org.regain.secret.Password;
import org.regain.secret.Pepper;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/// The passwords that an organisation's directory keeps, and what stands here in their place. Never call what asks the directory inside
/// a transaction.
@Service
public class DirectoryPasswords {

    /// So that a stand-in's HMAC is none that anything else is made of.
    private static final byte[] KIND = "directory".getBytes(US_ASCII);

    private final @Nullable Directory directory;
    private final DirectoryPeople people;
    private final Pepper pepper;
    private final SecureRandom random;

    DirectoryPasswords(
            ObjectProvider<Directory> directory, DirectoryPeople people, Pepper pepper, SecureRandom random) {
        this.directory = directory.getIfAvailable();
        this.people = people;
        this.pepper = pepper;
        this.random = random;
    }

    /// Whether there is a directory.
    public boolean isThere() {
        return directory != null;
    }

    /// What the directory calls somebody; nothing where their password is kept here.
    public Optional<EntryId> entry(AccountId account) {
        return find(account).map(InDirectory::entry);
    }

    /// The same, and where a new one is written.
    public Optional<InDirectory> find(AccountId account) {
        return directory == null ? Optional.empty() : people.find(account);
    }

    /// Whether the directory says that it lets somebody in no more, or does not have them, or nobody may read whether it does. Where it does not answer it says nothing: it may be
    /// gone for good.
    public boolean turnsAway(EntryId entry) {
        try {
            return directory().find(entry).filter(Entry::isLetIn).isEmpty();
        } catch (DirectoryAway gone) {
            return false;
        }
    }

    /// Whether it is not known yet what became of a new password of this flow's account ([DirectoryWrites]).
    public boolean isBeingFoundOut(UUID flow) {
        return people.isBeingFoundOut(flow);
    }

    /// What the directory says of a password that was typed.
    ///
    /// @throws DirectoryAway where no server answers; nothing was judged
    public Directory.Checked check(EntryId entry, Password password) {
        return directory().check(entry, password);
    }

    /// The same questions for somebody who is not there, so that the time taken does not tell who is: by the same name they wait for each
    /// other too, as several guesses for somebody who is there do.
    ///
    /// @param nameMac of the name as typed, so that nobody chooses whom they wait for
    public void checkNobody(byte[] nameMac, Password password) {
        ByteBuffer halves = ByteBuffer.wrap(nameMac);
        var _ = directory().check(new EntryId(new UUID(halves.getLong(), halves.getLong()).toString()), password);
    }

    /// The directory itself.
    ///
    /// @throws DirectoryAway where none is set up any more
    public Directory directory() {
        if (directory == null) {
            throw new DirectoryAway(new IllegalStateException("No directory is set up"));
        }
        return directory;
    }

    /// When the password of somebody was set there; whether that was past Regain, the database tells, and ends what was open.
    public boolean movedBeneath(AccountId account, EntryId entry) {
        // By the clock by which the answer is compared with others.
        Instant asked = people.now();
        Instant changed = directory().find(entry).map(Entry::changedAt).orElse(null);
        return people.found(account, changed, asked);
    }

    /// A new one, for a password that the directory takes.
    public PasswordHash standIn(AccountId account) {
        byte[] salt = new byte[Phc.SALT_BYTES];
        random.nextBytes(salt);
        String keyId = pepper.keyId();
        return new PasswordHash(
                StandIn.of(keyId, salt, seen(keyId, salt, account)).text());
    }

    /// What shows the database that the directory said yes.
    ///
    /// @throws IllegalArgumentException for a hash of a password that is kept here
    public SeenPassword seen(AccountId account, PasswordHash standIn) {
        StandIn read = StandIn.read(standIn.phc()).orElseThrow(IllegalArgumentException::new);
        return new SeenPassword(seen(read.keyId(), read.salt(), account));
    }

    private byte[] seen(String keyId, byte[] salt, AccountId account) {
        byte[] named = account.bytes();
        return pepper.apply(
                keyId,
                ByteBuffer.allocate(KIND.length + salt.length + named.length)
                        .put(KIND)
                        .put(salt)
                        .put(named)
                        .array());
    }
}
