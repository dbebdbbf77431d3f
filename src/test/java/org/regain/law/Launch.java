package org.regain.law;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// How the classes under test are run in a process of their own.
final class Launch {

    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private Launch() {}

    /// @param people whom the demo has beside its own
    static List<String> of(List<String> classPath, int people) {
        return List.of(
                JAVA,
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                String.join(File.pathSeparator, classPath),
                "org.regain.RegainApplication",
                "--regain.demo.extra-people=" + people);
    }

    /// Without the classes of the tests, which would be found as parts of the application.
    static List<String> classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.matches(".*(test-classes|quick/test|restest)/?"))
                .toList();
    }
}
