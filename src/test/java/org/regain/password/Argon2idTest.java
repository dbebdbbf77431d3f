package org.regain.password;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class Argon2idTest {

    private static final byte[] SALT = "sixteen bytes ok".getBytes(US_ASCII);

    private final Argon2id libsodium = Argon2ids.here(0, new HashMemory(HashParameters.MAX_MEMORY_KIB));
    private final Argon2id bouncyCastle = new BouncyCastleArgon2id(19456, new HashMemory(19456));

    /// Here it is there; without it all that follows would compare Bouncy Castle with itself.
    @Test
    void passwordsAreHashedInC() {
        assertThat(libsodium).isInstanceOf(LibsodiumArgon2id.class);
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, linux64/libsodium.so",
        "Linux, aarch64, arm64/libsodium.so",
        "Mac OS X, aarch64, mac_arm/libsodium.dylib",
        "Mac OS X, x86_64, mac/libsodium.dylib",
        "Windows Server 2025, amd64, windows64/libsodium.dll"
    })
    void eachPlatformHasItsOwn(String system, String processor, String name) {
        assertThat(Argon2ids.name(system, processor)).isEqualTo(name);
        assertThat(getClass().getResource("/" + name)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"Linux, riscv64", "Linux, s390x", "Windows 11, aarch64", "FreeBSD, amd64", "'', ''"})
    void noOtherPlatformHasOne(String system, String processor) {
        assertThat(Argon2ids.name(system, processor)).isNull();
    }

    /// Another processor; a file that is not there, or is none of this machine's.
    @Test
    void whereItCannotBeLoadedJavaHashes(@TempDir Path folder) throws IOException {
        assertThat(Argon2ids.libsodium(null, null)).isEmpty();
        assertThat(Argon2ids.libsodium(null, "nowhere/libsodium.so")).isEmpty();
        assertThat(Argon2ids.libsodium(folder.resolve("none.so").toString(), null))
                .isEmpty();
        var text = Files.writeString(folder.resolve("text.so"), "no library");
        assertThat(Argon2ids.libsodium(text.toString(), null)).isEmpty();
        assertThat(Argon2ids.libsodium(null, "messages.properties")).isEmpty();
        var another = Path.of(System.getProperty("java.home"), "lib", System.mapLibraryName("zip"));
        assertThat(another).exists();
        assertThat(Argon2ids.libsodium(another.toString(), null)).isEmpty();
    }

    @Test
    void aFileOfThePackagesIsTaken(@TempDir Path folder) throws IOException {
        var file = folder.resolve("libsodium.so");
        try (var library = getClass()
                .getResourceAsStream(
                        "/" + Argon2ids.name(System.getProperty("os.name"), System.getProperty("os.arch")))) {
            Files.copy(library, file);
        }
        assertThat(Argon2ids.libsodium(file.toString(), null)).isPresent();
    }

    @Test
    void aSaltOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> libsodium.tag(new byte[1], new byte[15], new HashParameters(8, 1, "1")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// Eight threads, each with passwords of its own.
    @Test
    void hashesAtTheSameTimeDoNotMeet() throws Exception {
        var parameters = new HashParameters(64, 3, "1");
        try (var threads = Executors.newFixedThreadPool(8)) {
            var all = IntStream.range(0, 400)
                    .mapToObj(i -> ("password " + i).getBytes(UTF_8))
                    .map(password -> threads.submit(() -> assertThat(libsodium.tag(password, SALT, parameters))
                            .isEqualTo(bouncyCastle.tag(password, SALT, parameters))))
                    .toList();
            for (var one : all) {
                one.get();
            }
        }
    }

    /// The vector has four lanes, a secret and associated data, which only Bouncy Castle takes; libsodium is held to
    /// Bouncy Castle's word below.
    @Test
    void rfc9106_5_3_bouncyCastleGivesTheStandardsTag() {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(32)
                .withIterations(3)
                .withParallelism(4)
                .withSalt(filled(16, 2))
                .withSecret(filled(8, 3))
                .withAdditional(filled(12, 4))
                .build());
        byte[] tag = new byte[32];
        generator.generateBytes(filled(32, 1), tag);
        assertThat(HexFormat.of().formatHex(tag))
                .isEqualTo("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
    }

    static Stream<byte[]> passwords() {
        return Stream.of(
                new byte[0],
                new byte[1],
                "correct horse battery staple".getBytes(UTF_8),
                "contrase\u00f1a 密码 \ud83d\udd11".getBytes(UTF_8),
                "before\0after".getBytes(UTF_8),
                filled(4096, 'a'));
    }

    @ParameterizedTest
    @MethodSource("passwords")
    void libsodiumAndBouncyCastleGiveTheSameTag(byte[] password) {
        for (var parameters : List.of(new HashParameters(19456, 2, "1"), new HashParameters(8, 1, "1"))) {
            assertThat(libsodium.tag(password, SALT, parameters))
                    .hasSize(32)
                    .isEqualTo(bouncyCastle.tag(password, SALT, parameters));
        }
    }

    @ParameterizedTest
    @MethodSource("passwords")
    void theReferenceProgramGivesTheSameTag(byte[] password) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/argon2")), "the program argon2 is not installed");
        // The program takes 1 to 127 bytes.
        byte[] typed = Arrays.copyOf(password, Math.clamp(password.length, 1, 127));
        var parameters = new HashParameters(19456, 2, "1");
        assertThat(bouncyCastle.tag(typed, SALT, parameters)).isEqualTo(reference(typed));
        assertThat(libsodium.tag(typed, SALT, parameters)).isEqualTo(reference(typed));
    }

    private static byte[] reference(byte[] password) throws IOException, InterruptedException {
        Process argon2 = new ProcessBuilder(
                        ("/usr/bin/argon2|" + new String(SALT, US_ASCII) + "|-id|-t|2|-k|19456|-p|1|-l|32|-r|-v|13")
                                .split("\\|", -1))
                .start();
        try (var input = argon2.getOutputStream()) {
            input.write(password);
        }
        String hex = new String(argon2.getInputStream().readAllBytes(), US_ASCII).strip();
        assertThat(argon2.waitFor()).isZero();
        return HexFormat.of().parseHex(hex);
    }

    /// Memory that is used again holds nothing of whom it served before, whatever they asked for.
    @Test
    void whatWasHashedBeforeMakesNoDifference() {
        for (var parameters : List.of(
                new HashParameters(64, 3, "1"),
                new HashParameters(8, 1, "1"),
                new HashParameters(19456, 2, "1"),
                new HashParameters(24 * 1024, 1, "1"),
                new HashParameters(64, 3, "1"))) {
            byte[] password = parameters.toString().getBytes(UTF_8);
            assertThat(bouncyCastle.tag(password, SALT, parameters))
                    .isEqualTo(libsodium.tag(password, SALT, parameters));
        }
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
