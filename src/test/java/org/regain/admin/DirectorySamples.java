package org.regain.admin;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.regain.admin.DirectoryRefusals.Found;
import org.regain.admin.DirectoryRefusals.Line;

/// Who is in a directory and not here, with a name of every width.
final class DirectorySamples {

    private static final Instant READ = Instant.parse("2026-11-22T12:00:00Z");

    private DirectorySamples() {}

    static Found some() {
        var lines = Stream.of(
                        "NO_MAIL",
                        "TWO_MAILS",
                        "UNUSABLE_MAIL",
                        "UNUSABLE_NAME",
                        "NAME_TAKEN",
                        "LOOKS_ALIKE",
                        "RENAMED_TAKEN",
                        "RENAMED_ALIKE",
                        "RENAMED_UNUSABLE",
                        "MAIL_TAKEN",
                        "MAIL_UNUSABLE")
                .map(reason -> new Line("w".repeat(reason.length() * 5), reason))
                .toList();
        return new Found(READ, 1234, lines);
    }

    static Found none() {
        return new Found(READ, 0, List.of());
    }
}
