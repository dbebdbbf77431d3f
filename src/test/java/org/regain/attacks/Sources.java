package org.regain.attacks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Our own sources, where what must not be there is looked for.
final class Sources {

    private Sources() {}

    /// The text of each file under `src/main`.
    static List<String> ofMain() throws IOException {
        return under(Path.of("src/main"), ".java", ".sql", ".html", ".js", ".yaml", ".properties");
    }

    static List<String> under(Path root, String... endings) throws IOException {
        var texts = new ArrayList<String>();
        try (var files = Files.walk(root)) {
            for (var file : (Iterable<Path>) files::iterator) {
                for (var ending : endings) {
                    if (file.toString().endsWith(ending)) {
                        texts.add(Files.readString(file));
                    }
                }
            }
        }
        return texts;
    }
}
