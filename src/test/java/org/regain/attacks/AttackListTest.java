package org.regain.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// No attack that is known has been forgotten.
class AttackListTest {

    private static final Path IDS = Path.of("src/test/resources/attacks/ids.txt");
    private static final Path THREATS = Path.of("docs/threats.md");
    private static final String NO_SURFACE = "## No such surface yet";

    @Test
    void everyKnownAttackIsTriedOrHasNothingToActOnYet() throws IOException {
        var tests = String.join(
                        "\n",
                        Sources.under(
                                Path.of("src/test/java/org/regain/attacks"),
                                "AttackTest.java",
                                "HandlersTest.java",
                                "SweepTest.java"))
                + Files.readString(Path.of("src/test/java/org/regain/delivery/DeliveryAttacksTest.java"));
        var table = noSurface();
        for (var id : Files.readAllLines(IDS)) {
            var tried = named(tests, id);
            var without = table.contains("| " + id + " |");
            assertThat(tried || without)
                    .as("%s is neither tried nor in the table of %s", id, THREATS)
                    .isTrue();
            assertThat(tried && without)
                    .as("%s is tried: take it out of the table", id)
                    .isFalse();
        }
    }

    @Test
    void theTableNamesOnlyKnownAttacks() throws IOException {
        var ids = Files.readAllLines(IDS);
        noSurface()
                .lines()
                .filter(it -> it.startsWith("| ") && !it.startsWith("| id "))
                .forEach(line -> assertThat(ids).contains(line.substring(2, line.indexOf(" |", 2))));
    }

    /// By its id as it stands, or as a method's name has it.
    private static boolean named(String tests, String id) {
        var method = id.replaceAll("[^A-Za-z0-9]+", "_").toLowerCase(Locale.ROOT);
        return tests.contains("\"" + id + "\"")
                || tests.contains("// " + id)
                || tests.contains(id + ":")
                || tests.contains("Also " + id)
                || tests.contains("and " + id)
                || tests.contains(", " + id)
                || tests.contains("void " + method + "_");
    }

    private static String noSurface() throws IOException {
        var text = Files.readString(THREATS);
        var start = text.indexOf(NO_SURFACE);
        var end = text.indexOf("\n## ", start + 1);
        return text.substring(start, end < 0 ? text.length() : end);
    }
}
