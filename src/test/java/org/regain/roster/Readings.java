package org.regain.roster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.regain.directory.Directory;
import org.regain.support.TestClock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.context.TestComponent;

/// Does when a test asks for it what is done every now and then: reads who is in the directory, and finds out what became of passwords. And what an
/// operator does.
@TestComponent
public class Readings {

    private final Synchronise synchronise;
    private final SettleWrites settling;
    private final TestClock clock;
    private final JdbcMoves moves;
    private final ObjectProvider<Directory> directory;

    Readings(
            Synchronise synchronise,
            SettleWrites settling,
            TestClock clock,
            JdbcMoves moves,
            ObjectProvider<Directory> directory) {
        this.synchronise = synchronise;
        this.settling = settling;
        this.clock = clock;
        this.moves = moves;
        this.directory = directory;
    }

    /// Five minutes later.
    public void read() {
        clock.advance(Duration.ofMinutes(5));
        synchronise.look();
    }

    /// What became of passwords whose answer was lost; a minute later.
    public void findOut() {
        clock.advance(Duration.ofSeconds(61));
        settling.whatIsOpen();
    }

    /// `directory …`: its exit code, and what it printed.
    public String command(String... typed) {
        var said = new ByteArrayOutputStream();
        var command = new MoveCommand(moves, directory, new PrintStream(said, true, UTF_8));
        command.run(new DefaultApplicationArguments(("directory " + String.join(" ", typed)).split(" ")));
        return command.getExitCode() + " " + said.toString(UTF_8);
    }
}
