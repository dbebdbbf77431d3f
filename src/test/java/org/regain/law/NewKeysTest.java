package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.regain.support.Thorough;

/// New keys in the keys file of a Regain that people use: whatever they have of the earlier ones goes on serving.
@Thorough
class NewKeysTest {

    private static final String MARTA = "marta@contoso.example";

    @TempDir
    Path folder;

    @Test
    void whatPeopleHaveServesOnWithNewKeys() throws Exception {
        try (var process = new OwnProcess(folder, 2)) {
            process.start();
            var halfWay = process.asked("user1@bench.example");
            var code = process.codesTo("user1@bench.example").getFirst();
            var saved = savedCodes(process);
            var pepper = pepper(process);

            assertThat(process.command("keys", "file", "add")).startsWith("0 ");
            again(process);
            assertThat(process.ask("select count(*)::text from known_key"))
                    .as("nobody uses them yet")
                    .containsExactly("4");
            assertThat(process.command("keys", "file", "use")).startsWith("0 ");
            again(process);
            assertThat(process.ask("select count(*)::text from known_key")).containsExactly("8");

            assertThat(halfWay.submit("/recover/verify/code", "code", code).heading())
                    .as("a code that was mailed before")
                    .isEqualTo("Choose a new password");
            signsIn(process);
            assertThat(pepper(process)).as("hashed anew").isNotEqualTo(pepper);
            signsIn(process);

            var marta = process.asked(MARTA);
            marta.submit("/recover/verify/code", "code", process.codesTo(MARTA).getFirst());
            marta.submit("/recover/verify/method", "method", "SAVED_CODE");
            assertThat(marta.submit("/recover/verify/code", "code", saved).heading())
                    .as("a code that was saved before")
                    .isEqualTo("Choose a new password");
        }
    }

    private static void again(OwnProcess process) throws Exception {
        process.kill();
        process.start();
    }

    private static void signsIn(OwnProcess process) {
        var browser = process.browser();
        browser.get("/sign-in");
        assertThat(browser.submit("/sign-in", "name", "user0@bench.example", "password", "initial pass phrase 0")
                        .heading())
                .isEqualTo("Your account");
    }

    private static String pepper(OwnProcess process) throws IOException, SQLException {
        return process.ask("""
                select substring(phc from 'keyid=[0-9]+') from password
                where account_id = (select account_id from contact where address = 'user0@bench.example')
                """).getFirst();
    }

    private static String savedCodes(OwnProcess process) throws IOException {
        var told = Pattern.compile("saved codes, shown this once: (\\S+)").matcher(process.said());
        assertThat(told.find()).isTrue();
        return told.group(1);
    }
}
