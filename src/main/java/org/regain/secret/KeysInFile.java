package org.regain.secret;

import java.nio.file.Path;
import java.util.List;

/// New keys for the keys file, in two steps: they first stand beside the others ([#add()]), and are taken into use ([#use()]) once every node was
/// started with that file. So no node ever meets what was made by a key that it lacks, and none has to stop for it. The earlier ones stay,
/// and what they have made goes on serving.
public final class KeysInFile {

    private final KeysFile file;

    KeysInFile(KeysFile file) {
        this.file = file;
    }

    public Path path() {
        return file.path();
    }

    /// Puts a new key of each kind beside the others. False: some stand there already that are not in use.
    public boolean add() {
        return file.change(keys -> NextKeys.someWait(keys) ? keys : NextKeys.beside(keys));
    }

    /// Takes the new ones into use. False: there are none.
    public boolean use() {
        return file.change(keys -> NextKeys.someWait(keys) ? NextKeys.used(keys) : keys);
    }

    /// All of them, each keyset from the oldest key to the newest.
    public List<Line> lines() {
        return NextKeys.lines(file.openExisting());
    }

    /// A key without its secret.
    ///
    /// @param keyset what it is for, by its name in the file
    /// @param id its id in the file
    public record Line(String keyset, String id, State state) {}

    public enum State {
        /// Nothing new is made by it, and what it has made serves.
        EARLIER,
        IN_USE,
        /// No node makes anything by it yet.
        WAITS
    }
}
