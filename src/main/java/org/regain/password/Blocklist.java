package org.regain.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// Passwords that were breached, are common or are to be expected; `README.md` beside the data says where they are
/// from.
///
/// About 61,000 entries in some 5 MiB of memory, read once. Safe for use by many threads.
final class Blocklist {

    private static final List<String> FILES =
            List.of("breached-long.txt.gz", "breached-short.txt.gz", "expected.txt.gz");

    private final String[] sorted;

    private Blocklist(String[] sorted) {
        this.sorted = sorted;
    }

    static Blocklist load() {
        return new Blocklist(FILES.stream()
                .flatMap(file -> read(file).stream())
                .map(entry -> Folded.of(entry).text())
                .sorted()
                .toArray(String[]::new));
    }

    /// The entries of one file as they stand there, a line each.
    static List<String> read(String file) {
        try (InputStream data = Blocklist.class.getResourceAsStream(file)) {
            if (data == null) {
                throw new IllegalStateException("This build lacks " + file);
            }
            return new BufferedReader(new InputStreamReader(new GZIPInputStream(data), UTF_8))
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("This build has a damaged " + file, e);
        }
    }

    boolean contains(Folded text) {
        return Arrays.binarySearch(sorted, text.text()) >= 0;
    }
}
