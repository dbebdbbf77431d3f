package org.regain.roster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// A directory of a hundred thousand people is read, and read again when nothing has changed. Run by hand:
/// `mvn test -Dtest=RosterLoadTest -Dbench=true`.
@EnabledIfSystemProperty(named = "bench", matches = "true")
class RosterLoadTest extends RosterScene {

    private static final int MANY = 100_000;

    @Test
    void aHundredThousandPeople() {
        directory.addMany(MANY, AT_THE_DESK);
        writeToNewcomers("en");
        // Else this is about the mail server of the tests.
        var _ = holdMailsBack();
        measure("first reading, everybody to be written to");
        assertThat(count("select count(*) from announcement")).isEqualTo(MANY);
        assertThat(count("select count(*) from directory_person")).isEqualTo(MANY);
        measure("nothing has changed");
        assertThat(refused()).isEmpty();
    }

    private void measure(String what) {
        var begun = System.nanoTime();
        read();
        System.out.printf("RosterLoadTest: %s: %.1f s%n", what, (System.nanoTime() - begun) / 1e9);
    }
}
