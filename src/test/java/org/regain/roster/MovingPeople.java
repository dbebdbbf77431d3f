package org.regain.roster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.regain.account.AccountId;
import org.regain.directory.Directory;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser.Page;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.DefaultApplicationArguments;

/// Ana, who has a password here, and an organisation that has a directory as well.
abstract class MovingPeople extends RosterScene {

    static final String ANA = "ana@contoso.example";
    static final String HERE = "seven green bottles on a wall";
    static final String ANOTHER = "a lantern under the bridge";
    static final String MOVE = "/account/directory";

    @Autowired
    JdbcMoves moves;

    AccountId ana = new AccountId(new UUID(0, 0));

    int accounts;

    @BeforeEach
    void anaHasAPasswordHere() {
        ana = people.active(ANA, HERE);
        accounts = accounts();
    }

    final int accounts() {
        return count("select count(*) from account");
    }

    /// Its exit code, and what it printed.
    final String command(String... typed) {
        return said(directory, typed);
    }

    final String withoutDirectory(String... typed) {
        return said(null, typed);
    }

    private String said(@Nullable Directory asked, String... typed) {
        var beans = new StaticListableBeanFactory();
        if (asked != null) {
            beans.addBean("directory", asked);
        }
        var said = new ByteArrayOutputStream();
        var command =
                new MoveCommand(moves, beans.getBeanProvider(Directory.class), new PrintStream(said, true, UTF_8));
        command.run(new DefaultApplicationArguments(typed));
        return command.getExitCode() + " " + said.toString(UTF_8);
    }

    final Claimant signedIn(String password) {
        var who = somebody();
        who.signIn(ANA, password);
        return who;
    }

    static Page move(Claimant who, String here, String there) {
        who.browser.get(MOVE);
        return who.browser.submit(MOVE, "currentPassword", here, "directoryPassword", there);
    }

    static Page change(Claimant who, String current, String wanted) {
        who.browser.get("/account/password");
        return who.browser.submit(
                "/account/password", "currentPassword", current, "newPassword", wanted, "confirmation", wanted);
    }

    final int audited(String kind) {
        return count("select count(*) from audit_event where kind = ?", kind);
    }
}
