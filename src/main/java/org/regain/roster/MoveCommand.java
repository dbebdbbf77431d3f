package org.regain.roster;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Predicate;
import org.regain.account.Account.State;
import org.regain.account.OrganisationId;
import org.regain.directory.Directory;
import org.regain.directory.DirectoryAway;
import org.regain.password.DirectoryMoves.Way;
import org.regain.roster.ToMove.Kept;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/// `java -jar regain.jar directory move-in`: says who might move their password into the directory; `move-in offer` opens the way for them, and
/// `move-in cancel` closes it for who has not gone it. `move-out` is the way back, and asks the directory nothing. Nobody's password changes by any of it.
@Component
@Profile({MoveCommand.IN, MoveCommand.OUT})
class MoveCommand implements ApplicationRunner, ExitCodeGenerator {

    static final String IN = "move-in";
    static final String OUT = "move-out";

    private static final int AWAY = 1;
    private static final int REFUSED = 2;

    private final JdbcMoves moves;
    private final ObjectProvider<Directory> directory;
    private final PrintStream console;
    private int exitCode;

    MoveCommand(JdbcMoves moves, ObjectProvider<Directory> directory, PrintStream console) {
        this.moves = moves;
        this.directory = directory;
        this.console = console;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var organisation = moves.organisation();
        if (organisation.isEmpty()) {
            refuse("There is no organisation yet, and nobody to move.");
            return;
        }
        run(organisation.get(), words(arguments.getNonOptionArgs()));
    }

    private void run(OrganisationId organisation, String typed) {
        switch (typed) {
            case IN -> moveIn(organisation, false);
            case IN + " offer" -> moveIn(organisation, true);
            case IN + " cancel" -> cancel(organisation, Way.IN);
            case OUT -> moveOut(organisation, false);
            case OUT + " offer" -> moveOut(organisation, true);
            case OUT + " cancel" -> cancel(organisation, Way.OUT);
            default -> refuse("Usage: java -jar regain.jar directory move-in | move-out [offer | cancel]");
        }
    }

    /// What follows the command itself.
    private static String words(List<String> typed) {
        return String.join(" ", typed.subList(typed.indexOf("directory") + 1, typed.size()));
    }

    private void moveIn(OrganisationId organisation, boolean offer) {
        var asked = directory.getIfAvailable();
        if (asked == null) {
            refuse("There is no directory: regain.directory.urls names none.");
            return;
        }
        var people = moves.people(organisation);
        var matching = new Matching(people);
        try {
            asked.people(matching::meet);
        } catch (DirectoryAway e) {
            console.println(
                    "The directory does not answer, so nothing was changed. Run: java -jar regain.jar directory check");
            exitCode = AWAY;
            return;
        }
        var matches = matching.matches();
        console.println("Entries in the directory: %d. People whose password is here: %d."
                .formatted(matching.entries(), count(people, it -> it.kept() == Kept.HERE)));
        say(
                "Who is one entry, by mail address or user name",
                matches.stream().map(Matching.Match::who).toList());
        matching.others().forEach((why, them) -> say("Not asked, " + words(why), them));
        say(
                "Not asked, since they have not claimed their account",
                people.stream()
                        .filter(it -> it.state() == State.UNCLAIMED && it.entry() == null)
                        .toList());
        var administrators =
                matches.stream().filter(it -> it.who().administers()).count();
        console.println("""
                Nobody's password changes by this command. After each sign-in they are asked whether to sign in with the password of the directory from then on.
                It takes the password that they have here and the one that they have there. They may put it off each time, and then all stays as it is.
                Who has moved can be given another password by whoever runs the directory. Their other sign-in methods stay theirs.""");
        if (administrators > 0) {
            console.println("Of these, %d administer Regain: keep at least one whose password stays here."
                    .formatted(administrators));
        }
        var already = count(people, it -> it.way() == Way.IN);
        if (offer) {
            var many = matches.stream()
                    .filter(it -> moves.offerIn(organisation, it.who().account(), it.entry()))
                    .count();
            offered(many, already);
        } else {
            notYet(IN, already);
        }
    }

    private void moveOut(OrganisationId organisation, boolean offer) {
        var people = moves.people(organisation);
        Predicate<ToMove> there = it -> it.kept() == Kept.THERE;
        var them = people.stream().filter(there).toList();
        if (them.isEmpty()) {
            console.println("Nobody's password is in the directory.");
        }
        say("Whose password is in the directory", them);
        say(
                "Not asked, since they have not claimed their account",
                people.stream()
                        .filter(it -> it.kept() == null && it.entry() != null)
                        .toList());
        console.println("""
                Nobody's password changes by this command. After each sign-in they are asked to choose a password that is kept here. They may put it off each time, as
                long as the directory is there. Who recovers their account chooses one that is kept here, also once the directory is gone; not who is let in there no more.
                Nothing is changed in the directory. Who has moved is suspended here no more for being disabled or gone there.""");
        var already = count(people, it -> it.way() == Way.OUT);
        if (offer) {
            offered(
                    them.stream()
                            .filter(it -> moves.offerOut(organisation, it.account()))
                            .count(),
                    already);
        } else {
            notYet(OUT, already);
        }
    }

    private void cancel(OrganisationId organisation, Way way) {
        console.println("Offered no longer: %d. Who has moved stays where they are."
                .formatted(moves.cancel(organisation, way)));
    }

    private void offered(long many, long already) {
        console.println("Offered now: %d. Before: %d.".formatted(many, already));
    }

    private void notYet(String way, long already) {
        console.println(
                "Nothing was changed. Offered before and not taken yet: %d. To offer it: java -jar regain.jar directory %s offer"
                        .formatted(already, way));
    }

    private void say(String what, List<ToMove> people) {
        if (!people.isEmpty()) {
            console.println("%s: %d (%s)".formatted(what, people.size(), ToMove.names(people)));
        }
    }

    private static long count(List<ToMove> people, Predicate<ToMove> which) {
        return people.stream().filter(which).count();
    }

    private static String words(Matching.Unmatched why) {
        return switch (why) {
            case NO_ENTRY -> "since no entry has their address or name";
            case SEVERAL_ENTRIES -> "since several entries have their address or name";
            case SEVERAL_PEOPLE -> "since their entry has the address or name of others, too";
            case DISABLED -> "since the directory does not let them in";
            case UNREAD -> "since whether the directory lets them in cannot be read";
            case RUNS_THE_DIRECTORY -> "since they run the directory";
            case SUSPENDED -> "since they are suspended here";
        };
    }

    private void refuse(String sentence) {
        console.println(sentence);
        exitCode = REFUSED;
    }

    @Override
    public int getExitCode() {
        return exitCode;
    }
}
