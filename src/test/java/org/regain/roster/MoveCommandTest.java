package org.regain.roster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.account.Role;

/// `directory move-in` and `move-out` say what they would do, in sentences, before they do it; and of whom they ask nothing, and why.
class MoveCommandTest extends MovingPeople {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "directory",
                "directory move-in all",
                "directory move-out offer all",
                "directory move-in offer cancel"
            })
    void itIsAWordOrTwo(String typed) {
        assertThat(command(typed.split(" "))).startsWith("2 Usage: java -jar regain.jar directory move-in | move-out");
    }

    @Test
    void whereThereIsNoDirectoryNobodyMovesIn() {
        assertThat(withoutDirectory("directory", "move-in", "offer")).startsWith("2 There is no directory");
        assertThat(withoutDirectory("directory", "move-out")).startsWith("0 Nobody's password is in the directory.");
        directory.add("ana", AT_THE_DESK, ANA);
        directory.away(true);
        assertThat(command("directory", "move-in", "offer")).startsWith("1 The directory does not answer");
        assertThat(offers()).isZero();
    }

    @Test
    void nothingIsChangedBeforeItIsSaid() {
        directory.add("ana", AT_THE_DESK, ANA);
        assertThat(command("directory", "move-in"))
                .startsWith("0 Entries in the directory: 1. People whose password is here: 1.")
                .contains(
                        "Who is one entry, by mail address or user name: 1 (ana)",
                        "Nobody's password changes by this command.")
                .endsWith("To offer it: java -jar regain.jar directory move-in offer\n");
        assertThat(offers()).isZero();
        assertThat(command("directory", "move-in", "offer")).endsWith("Offered now: 1. Before: 0.\n");
        assertThat(command("directory", "move-in", "offer")).endsWith("Offered now: 0. Before: 1.\n");
        assertThat(command("directory", "move-in")).contains("Offered before and not taken yet: 1.");
        assertThat(command("directory", "move-in", "cancel")).startsWith("0 Offered no longer: 1.");
        assertThat(offers()).isZero();
    }

    @Test
    void whoIsNotOneEntryIsNotAskedAndIsSaidWhy() {
        directory.add("ana", AT_THE_DESK, "elsewhere@contoso.example");
        people.active("bo@contoso.example", HERE, Role.GLOBAL_ADMIN);
        directory.add("bo.li", AT_THE_DESK, "Bo@contoso.example");
        people.active("twice@contoso.example", HERE);
        directory.add("twice", AT_THE_DESK);
        directory.add("another", AT_THE_DESK, "twice@contoso.example");
        people.active("one@contoso.example", HERE);
        people.active("other@contoso.example", HERE);
        directory.add("one", AT_THE_DESK, "other@contoso.example");
        people.active("off@contoso.example", HERE);
        directory.disable(directory.add("off", AT_THE_DESK));
        people.active("root@contoso.example", HERE);
        directory.promote(directory.add("root", AT_THE_DESK));
        people.suspended("out@contoso.example", HERE);
        directory.add("out", AT_THE_DESK);
        people.active("nobody@contoso.example", HERE);
        people.unclaimed("new@contoso.example");
        directory.add("new", AT_THE_DESK);
        assertThat(command("directory", "move-in", "offer"))
                .contains(
                        "Who is one entry, by mail address or user name: 2 (ana, bo)",
                        "Not asked, since no entry has their address or name: 1 (nobody)",
                        "Not asked, since several entries have their address or name: 1 (twice)",
                        "Not asked, since their entry has the address or name of others, too: 2 (one, other)",
                        "Not asked, since the directory does not let them in: 1 (off)",
                        "Not asked, since they run the directory: 1 (root)",
                        "Not asked, since they are suspended here: 1 (out)",
                        "Not asked, since they have not claimed their account: ",
                        "Of these, 1 administer Regain: keep at least one whose password stays here.",
                        "Offered now: 2.");
        assertThat(
                        text(
                                "select coalesce(shown, '') from directory_offer join account_name using (account_id) where kind = 'USERNAME' order by 1"))
                .containsExactly("ana", "bo");
    }

    @Test
    void namesAreAFewAndTheRestIsANumber() {
        for (var i = 0; i < 25; i++) {
            people.active("person%02d@contoso.example".formatted(i), HERE);
        }
        directory.addMany(2, AT_THE_DESK);
        assertThat(command("directory", "move-in")).contains("26 (ana, person00, ", "person18 and 6 more)");
    }

    @Test
    void theWayOutAsksTheDirectoryNothing() {
        var entry = claimed("mei");
        directory.add("new", AT_THE_DESK, "new@contoso.example");
        read();
        directory.away(true);
        assertThat(withoutDirectory("directory", "move-out"))
                .startsWith("0 Whose password is in the directory: 1 (mei)")
                .contains("Not asked, since they have not claimed their account: 1 (new)")
                .contains("Nothing was changed.");
        assertThat(offers()).isZero();
        assertThat(withoutDirectory("directory", "move-out", "offer")).endsWith("Offered now: 1. Before: 0.\n");
        assertThat(text("select entry from directory_offer where way = 'OUT'")).containsExactly(entry.text());
        assertThat(withoutDirectory("directory", "move-in", "cancel")).contains("Offered no longer: 0.");
        assertThat(withoutDirectory("directory", "move-out", "cancel")).contains("Offered no longer: 1.");
    }

    private int offers() {
        return count("select count(*) from directory_offer");
    }
}
