package org.regain.directory;

import java.io.PrintStream;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;

/// `java -jar regain.jar directory check`: tries everything that Regain needs of the directory, changes nothing there, and says in sentences what
/// is missing.
class DirectoryCommand implements ApplicationRunner, ExitCodeGenerator {

    private static final int MISSING = 1;
    private static final int REFUSED = 2;

    private final ObjectProvider<Directory> directory;
    private final PrintStream console;
    private int exitCode;

    DirectoryCommand(ObjectProvider<Directory> directory, PrintStream console) {
        this.directory = directory;
        this.console = console;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var typed = arguments.getNonOptionArgs();
        if (!typed.subList(typed.indexOf("directory") + 1, typed.size()).equals(List.of("check"))) {
            console.println("Usage: java -jar regain.jar directory check | move-in | move-out");
            exitCode = REFUSED;
            return;
        }
        var asked = directory.getIfAvailable();
        if (asked == null) {
            console.println("There is no directory: regain.directory.urls names none.");
            exitCode = REFUSED;
            return;
        }
        var missing = asked.missing();
        missing.forEach(console::println);
        exitCode = missing.isEmpty() ? 0 : MISSING;
        console.println(
                missing.isEmpty()
                        ? "Nothing is missing that can be asked. The right to write passwords cannot: reset that of a test person once."
                        : "Correct this, then run it again.");
    }

    @Override
    public int getExitCode() {
        return exitCode;
    }
}
