package org.regain.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.regain.secret.KeysInFile.Line;
import org.regain.secret.KeysInFile.State;
import org.regain.start.StartRefused;

/// New keys beside the old ones, and in use.
class KeysInFileTest {

    private static final byte[] TEXT = "x".getBytes(UTF_8);
    private static final byte[] ROW = "row 1".getBytes(UTF_8);

    @TempDir
    Path folder;

    private KeysFile file;
    private KeysInFile keys;

    @BeforeEach
    void makeTheFile() {
        file = new KeysFile(folder.resolve("keys.json"), new SecureRandom());
        file.open();
        keys = new KeysInFile(file);
    }

    @Test
    void newOnesWaitAndThenAreInUse() throws IOException {
        assertThat(states()).containsOnly(List.of(State.IN_USE)).hasSize(4);
        assertThat(keys.use()).as("there are none").isFalse();
        assertThat(keys.add()).isTrue();
        assertThat(states()).containsOnly(List.of(State.IN_USE, State.WAITS));
        assertThat(keys.add()).as("some wait").isFalse();
        assertThat(keys.use()).isTrue();
        assertThat(states()).containsOnly(List.of(State.EARLIER, State.IN_USE));
        assertThat(keys.use()).isFalse();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.path())))
                .isEqualTo("rw-------");
    }

    @Test
    void whatIsMadeChangesOnlyOnceTheyAreInUse() throws GeneralSecurityException {
        var before = file.open();
        keys.add();
        var waiting = file.open();
        assertThat(made(waiting)).isEqualTo(made(before));
        keys.use();
        var after = file.open();
        for (var kind = 0; kind < 3; kind++) {
            assertThat(made(after).get(kind)).isNotEqualTo(made(before).get(kind));
        }
        assertThatThrownBy(() -> before.toOpener().open(after.toSealer().seal(TEXT, ROW), ROW))
                .isInstanceOf(GeneralSecurityException.class);
    }

    /// Whoever was started with the file before its new keys were in use meets what others made by them.
    @Test
    void whatIsMadeByOneServesWhereverItIsInTheFile() throws GeneralSecurityException {
        var first = file.open();
        keys.add();
        var waiting = file.open();
        keys.use();
        var used = file.open();
        keys.add();
        keys.use();
        var twice = file.open();
        serves(first, waiting);
        serves(first, used);
        serves(used, waiting);
        serves(first, twice);
        serves(used, twice);
    }

    private static void serves(Keys maker, Keys judge) throws GeneralSecurityException {
        assertThat(judge.toOpener().open(maker.toSealer().seal(TEXT, ROW), ROW)).isEqualTo(TEXT);
        assertThat(judge.toKeyWrap().unwrap(maker.toKeyWrap().wrap(TEXT, ROW), ROW))
                .isEqualTo(TEXT);
        var pepper = maker.toPepper();
        assertThat(judge.toPepper().apply(pepper.keyId(), TEXT)).isEqualTo(pepper.apply(pepper.keyId(), TEXT));
        var mac = maker.toMacs().mac(MacPurpose.SAVED_CODE, TEXT);
        assertThat(List.of(judge.toMacs().byEachKey(MacPurpose.SAVED_CODE, TEXT)))
                .anyMatch(made -> Arrays.equals(made, mac))
                .hasSize(judge.macs().size());
    }

    @Test
    void oneThatIsDisabledIsNotThere() throws Exception {
        keys.add();
        var both = file.open();
        var disabled = KeysetHandle.newBuilder(both.macs());
        disabled.getAt(1).setStatus(KeyStatus.DISABLED);
        var changed = new Keys(disabled.build(), both.pepper(), both.sealing(), both.wrapping());
        Files.writeString(keys.path(), changed.toJson());
        assertThat(states().getFirst()).containsExactly(State.IN_USE);
        assertThat(file.open().toMacs().byEachKey(MacPurpose.NAME, TEXT)).hasDimensions(1, 32);
        assertThat(keys.use()).as("those of the other kinds").isTrue();
        assertThat(states())
                .containsExactly(
                        List.of(State.IN_USE),
                        List.of(State.EARLIER, State.IN_USE),
                        List.of(State.EARLIER, State.IN_USE),
                        List.of(State.EARLIER, State.IN_USE));
    }

    /// A folder that is mounted may have links in it, and root may give the command.
    @Test
    void aLinkStaysOneAndTheFileStaysItsOwners() throws IOException {
        var real = Files.move(
                keys.path(), Files.createDirectory(folder.resolve("kept")).resolve("real.json"));
        Files.createSymbolicLink(keys.path(), real);
        if (Files.getOwner(folder).getName().equals("root")) {
            Files.setOwner(
                    real, folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        }
        var owner = Files.getOwner(real);
        assertThat(keys.add()).isTrue();
        assertThat(keys.path()).isSymbolicLink();
        try (var left = Files.list(real.getParent())) {
            assertThat(left).contains(real).allMatch(it -> ownerOf(it).equals(owner));
        }
        assertThat(states()).containsOnly(List.of(State.IN_USE, State.WAITS));
    }

    private static UserPrincipal ownerOf(Path file) {
        try {
            return Files.getOwner(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void ofProcessesThatAddAtOnceOneDoes() throws Exception {
        var barrier = new CyclicBarrier(8);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, 8)
                    .mapToObj(_ -> threads.submit(() -> {
                        barrier.await();
                        return new KeysInFile(new KeysFile(keys.path(), new SecureRandom())).add();
                    }))
                    .toList();
            var added = 0;
            for (var one : all) {
                added += one.get() ? 1 : 0;
            }
            assertThat(added).isEqualTo(1);
        }
        assertThat(states()).containsOnly(List.of(State.IN_USE, State.WAITS));
    }

    @Test
    void aFileThatIsDamagedStaysAsItIs() throws IOException {
        Files.writeString(keys.path(), "{");
        assertThatThrownBy(keys::add).isInstanceOf(StartRefused.class).hasMessageContaining("is damaged");
        assertThat(Files.readString(keys.path())).isEqualTo("{");
    }

    private List<List<State>> states() {
        return List.of("macs", "pepper", "sealing", "wrapping").stream()
                .map(name -> keys.lines().stream()
                        .filter(line -> line.keyset().equals(name))
                        .map(Line::state)
                        .toList())
                .toList();
    }

    private static List<String> made(Keys keys) throws GeneralSecurityException {
        return List.of(
                HexFormat.of().formatHex(keys.toMacs().mac(MacPurpose.NAME, TEXT)),
                keys.toPepper().keyId(),
                HexFormat.of().formatHex(keys.toKeyWrap().wrap(TEXT, ROW)));
    }
}
