package org.regain.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.regain.start.StartRefused;

/// The one file with every key of this installation, made at the first start. It changes where somebody asks for new keys ([KeysInFile]); and one
/// that was made before there were keys of all kinds gets those of the new kind beside the others.
///
/// Whoever loses it loses every password hash and every sealed message with it, so it belongs into the backup, apart
/// from the database's. Source: NIST SP 800-63B-4 § 3.1.1.2 (the key is stored apart from the hashes).
final class KeysFile {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path path;
    private final SecureRandom random;

    KeysFile(Path path, SecureRandom random) {
        this.path = path.toAbsolutePath().normalize();
        this.random = random;
    }

    /// The keys in the file, which is made first where there is none.
    ///
    /// However many processes start at once, all get the same keys.
    ///
    /// @throws StartRefused with one sentence for the operator
    Keys open() {
        try {
            if (!Files.exists(path)) {
                create(Keys.generate());
            }
            return read();
        } catch (IOException e) {
            throw new StartRefused("The keys file %s cannot be read or made: %s".formatted(path, reason(e)), e);
        }
    }

    /// The keys in the file, which must be there: the database is in use, and with new keys nobody could sign in.
    ///
    /// @throws StartRefused with one sentence for the operator
    Keys openExisting() {
        if (!Files.exists(path)) {
            throw new StartRefused(
                    ("The keys file %s is missing, and the database was used with its keys: put it back from"
                                    + " the backup, or set regain.keys.file to where it is; with new keys nobody could sign in.")
                            .formatted(path));
        }
        return open();
    }

    /// The keys in the file and those that it lacked, which are in it from now on.
    ///
    /// However many processes come at once, one makes them: each holds a file beside it meanwhile.
    ///
    /// @throws StartRefused with one sentence for the operator
    Keys complete() {
        try {
            replace(Keys::completed);
            return read();
        } catch (IOException e) {
            throw new StartRefused(
                    ("The keys file %s lacks keys that this version needs, and they cannot be written into it (%s): let"
                                    + " Regain write it and its folder this once.")
                            .formatted(path, reason(e)),
                    e);
        }
    }

    /// Has others in it from now on, if the change makes others of those in it; of several processes one after the other.
    ///
    /// @return false: the change left them as they are
    /// @throws StartRefused with one sentence for the operator
    boolean change(UnaryOperator<Keys> change) {
        try {
            return replace(change);
        } catch (IOException e) {
            throw new StartRefused(
                    "The keys file %s cannot be written (%s): let this user write it and its folder this once."
                            .formatted(path, reason(e)),
                    e);
        }
    }

    /// Where a link leads, and as whose it was: a command may be somebody else's than the nodes.
    private boolean replace(UnaryOperator<Keys> change) throws IOException {
        Path real = path.toRealPath();
        Path folder = real.resolveSibling("");
        Path lock = folder.resolve(".%s.lock".formatted(real.getFileName()));
        synchronized (KeysFile.class) {
            try (FileChannel held = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = held.lock()) {
                keepOwner(real, lock);
                Keys before = read();
                Keys after = change.apply(before);
                if (after.equals(before)) {
                    return false;
                }
                Path aside = aside(folder);
                try {
                    writeNew(folder, aside, after.toJson().getBytes(UTF_8));
                    keepOwner(real, aside);
                    Files.move(aside, real, StandardCopyOption.ATOMIC_MOVE);
                    sync(folder);
                } finally {
                    Files.deleteIfExists(aside);
                }
                return true;
            }
        }
    }

    private static void keepOwner(Path of, Path file) throws IOException {
        UserPrincipal owner = Files.getOwner(of);
        if (!Files.getOwner(file).equals(owner)) {
            Files.setOwner(file, owner);
        }
    }

    Path path() {
        return path;
    }

    /// @param missing keysets of which the database knows a key that is not in the file
    /// @throws StartRefused where there is one
    void requireNone(List<String> missing) {
        if (!missing.isEmpty()) {
            throw new StartRefused(
                    ("The keys file %s does not fit this database, which was used with other keys (%s): put"
                                    + " back the file that belongs to it, or name the right one in regain.keys.file.")
                            .formatted(path, String.join(", ", missing)));
        }
    }

    private Keys read() throws IOException {
        String json = Files.readString(path);
        if (isPosix(path) && isOpenToOthers(path)) {
            throw new StartRefused(
                    "The keys file %s is open to users other than its owner; run: chmod 600 %s".formatted(path, path));
        }
        try {
            return Keys.fromJson(json);
        } catch (IllegalArgumentException e) {
            throw new StartRefused(
                    "The keys file %s is damaged: put it back from the backup, because no password works with new keys"
                            .formatted(path),
                    e);
        }
    }

    /// Writes all of a new file aside and then gives it its name by a hard link: unlike a move, which replaces, a
    /// link fails when another process was first, and unlike writing in place, it never shows half a file.
    private void create(Keys keys) throws IOException {
        Path folder = Files.createDirectories(path.resolveSibling(""));
        Path aside = aside(folder);
        try {
            writeNew(folder, aside, keys.toJson().getBytes(UTF_8));
            Files.createLink(path, aside);
            sync(folder);
        } catch (FileAlreadyExistsException e) {
            // Another process was first; its keys are read next.
        } catch (UnsupportedOperationException e) {
            throw new IOException("its folder's file system knows no hard links", e);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private Path aside(Path folder) {
        return folder.resolve(".%s.%016x".formatted(path.getFileName(), random.nextLong()));
    }

    private static void writeNew(Path folder, Path file, byte[] bytes) throws IOException {
        FileAttribute<?>[] attributes = isPosix(folder)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        try (SeekableByteChannel channel = Files.newByteChannel(file, options, attributes)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /// So that a power cut after the first passwords were written cannot take the name of the file away again.
    private static void sync(Path folder) throws IOException {
        if (isPosix(folder)) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static boolean isOpenToOthers(Path path) throws IOException {
        return !Collections.disjoint(Files.getPosixFilePermissions(path), PosixFilePermissions.fromString("---rwxrwx"));
    }

    private static boolean isPosix(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
    }

    private static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException gone -> "no such file or folder";
            case IOException other when other.getMessage() != null -> other.getMessage();
            case IOException other -> other.getClass().getSimpleName();
        };
    }
}
