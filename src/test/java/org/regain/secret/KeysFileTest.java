package org.regain.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.KeysetHandle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.start.StartRefused;

class KeysFileTest {

    @TempDir
    Path folder;

    private Path path;
    private KeysFile file;

    @BeforeEach
    void nameTheFile() {
        path = folder.resolve("data/keys.json");
        file = new KeysFile(path, new SecureRandom());
    }

    @Test
    void theFirstStartMakesAFileThatOnlyItsOwnerCanUse() throws IOException {
        file.open();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        try (Stream<Path> left = Files.list(path.resolveSibling(""))) {
            assertThat(left).containsExactly(path);
        }
    }

    @Test
    void theNextStartHasTheSameKeys() throws GeneralSecurityException {
        assertThat(fingerprint(file.open())).isEqualTo(fingerprint(file.open()));
    }

    @Test
    void processesThatStartAtOnceGetTheSameKeys() throws Exception {
        int processes = 16;
        CyclicBarrier barrier = new CyclicBarrier(processes);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var starts = IntStream.range(0, processes)
                    .mapToObj(i -> threads.submit(() -> {
                        barrier.await();
                        return fingerprint(new KeysFile(path, new SecureRandom()).open());
                    }))
                    .toList();
            String kept = fingerprint(new KeysFile(path, new SecureRandom()).open());
            for (var start : starts) {
                assertThat(start.get()).isEqualTo(kept);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rwxrwxrwx"})
    void aFileThatOthersCanUseIsRefusedInOneSentenceThatSaysWhatToDo(String mode) throws IOException {
        file.open();
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
        assertThatThrownBy(file::open)
                .isInstanceOf(StartRefused.class)
                .hasMessage("The keys file %s is open to users other than its owner; run: chmod 600 %s", path, path);
    }

    @Test
    void aFileThatItsOwnerMayOnlyReadIsFine() throws Exception {
        Keys keys = file.open();
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r--------"));
        assertThat(fingerprint(file.open())).isEqualTo(fingerprint(keys));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "7", "{}", "{\"macs\":{},\"pepper\":{},\"sealing\":{}}"})
    void aDamagedFileIsRefusedAndKept(String content) throws IOException {
        file.open();
        Files.writeString(path, content);
        assertThatThrownBy(file::open)
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("is damaged: put it back from the backup");
        assertThat(Files.readString(path)).isEqualTo(content);
    }

    @Test
    void aFileCutShortIsRefusedWithoutSayingWhatIsInIt() throws IOException {
        file.open();
        String whole = Files.readString(path);
        Files.writeString(path, whole.substring(0, whole.length() - 40));
        String key = whole.replaceAll("(?s).*?\"value\" : \"([^\"]{20}).*", "$1");
        assertThat(whole).contains(key).hasSizeGreaterThan(key.length());
        assertThatThrownBy(file::open).satisfies(refused -> {
            for (Throwable e = refused; e != null; e = e.getCause()) {
                assertThat(e.toString()).doesNotContain(key);
            }
        });
    }

    @Test
    void keysetsThatChangedPlacesAreDamage() throws IOException {
        file.open();
        String json = Files.readString(path);
        Files.writeString(
                path,
                json.replace("\"macs\"", "\"x\"")
                        .replace("\"pepper\"", "\"macs\"")
                        .replace("\"x\"", "\"pepper\""));
        assertThatThrownBy(file::open).isInstanceOf(StartRefused.class).hasMessageContaining("is damaged");
    }

    @Test
    void aFolderThatCannotBeMadeIsSaidInOneSentence() throws IOException {
        Files.writeString(folder.resolve("data"), "a file where the folder should be");
        assertThatThrownBy(file::open)
                .isInstanceOf(StartRefused.class)
                .hasMessageStartingWith("The keys file %s cannot be read or made: ".formatted(path));
    }

    @Test
    void anOlderPepperKeyStaysInUseBesideTheNewOne() throws Exception {
        Keys before = file.open();
        String oldId = before.toPepper().keyId();
        KeysetHandle rotated = KeysetHandle.newBuilder(before.pepper())
                .addEntry(KeysetHandle.importKey(
                                Keys.generate().pepper().getPrimary().getKey())
                        .withRandomId()
                        .makePrimary())
                .build();
        Files.writeString(path, new Keys(before.macs(), rotated, before.sealing(), before.wrapping()).toJson());
        Pepper after = file.open().toPepper();
        assertThat(after.keyId()).isNotEqualTo(oldId).matches("[0-9]{1,10}");
        assertThat(after.apply(oldId, new byte[32])).isEqualTo(before.toPepper().apply(oldId, new byte[32]));
    }

    /// As in the first demos, which signed nothing, or with keys in the file.
    @ParameterizedTest
    @ValueSource(strings = {"", ",\"signing\":{\"keys\":[]}"})
    void anEarlierFileGetsWhatItLacksOnceForAllThatStart(String signing) throws Exception {
        Keys keys = file.open();
        Files.writeString(
                path,
                new Keys(keys.macs(), keys.pepper(), keys.sealing(), null)
                        .toJson()
                        .replaceFirst("}\\s*$", signing + "}"));
        assertThat(file.open().areComplete()).isFalse();
        CyclicBarrier barrier = new CyclicBarrier(8);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var starts = IntStream.range(0, 8)
                    .mapToObj(_ -> threads.submit(() -> {
                        barrier.await();
                        return wrapped(new KeysFile(path, new SecureRandom()).complete());
                    }))
                    .toList();
            for (var start : starts) {
                assertThat(start.get()).isEqualTo(wrapped(file.open()));
            }
        }
        assertThat(fingerprint(file.open())).as("the others").isEqualTo(fingerprint(keys));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(path)).doesNotContain("signing");
    }

    private static String wrapped(Keys keys) throws GeneralSecurityException {
        return HexFormat.of().formatHex(keys.toKeyWrap().wrap("x".getBytes(UTF_8), new byte[0]));
    }

    @Test
    void keysNeverPrintThemselves() {
        assertThat(file.open()).hasToString("Keys[redacted]");
    }

    private static String fingerprint(Keys keys) throws GeneralSecurityException {
        Pepper pepper = keys.toPepper();
        byte[] sealed = keys.toSealer().seal("x".getBytes(UTF_8), new byte[0]);
        assertThat(keys.toOpener().open(sealed, new byte[0])).isEqualTo("x".getBytes(UTF_8));
        return List.of(
                        pepper.keyId(),
                        HexFormat.of().formatHex(pepper.apply(pepper.keyId(), new byte[32])),
                        HexFormat.of().formatHex(keys.toMacs().mac(MacPurpose.NAME)))
                .toString();
    }
}
