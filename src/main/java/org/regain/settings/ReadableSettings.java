package org.regain.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whether what was set is what somebody wrote. Java reads the environment, the command line and the names of files by the
/// character set of the process's locale, which is ASCII in many containers, services and cron jobs (`LANG=C`), and puts U+FFFD
/// in place of every letter that has none there. Such a name would be stored for good, so the start is refused.
final class ReadableSettings {

    private static final String LOST = "\uFFFD";
    private static final String REMEDY =
            "start Regain with LC_ALL=C.UTF-8 (in a container too), or put the settings into an"
                    + " application.yaml in UTF-8.";
    /// Of Spring Boot's, those in which other letters than ASCII are likely.
    private static final List<String> OTHERS =
            List.of("spring.mail.host", "spring.mail.username", "spring.mail.password");
    private static final List<String> PATHS = List.of("regain.data-dir", "regain.keys.file", "regain.directory.ca");

    private final SettingsCheck settings;

    ReadableSettings(SettingsCheck settings) {
        this.settings = settings;
    }

    /// @param folder the one that Regain was started in
    void check(@Nullable String folder) {
        List<String> lost = Stream.concat(SettingNames.known().stream(), OTHERS.stream())
                .filter(name -> isLost(settings.given(name)))
                .toList();
        settings.refuseUnless(
                lost.isEmpty(),
                "Not readable in the locale of this process, because letters beyond ASCII were lost: "
                        + String.join(", ", lost) + ": " + REMEDY);
        settings.refuseUnless(
                !isLost(folder) && PATHS.stream().allMatch(name -> lost.contains(name) || isPath(settings.given(name))),
                "A folder's name has letters that this process cannot write in its locale: start Regain with"
                        + " LC_ALL=C.UTF-8, or choose a regain.data-dir and regain.keys.file in ASCII.");
    }

    private static boolean isLost(@Nullable String text) {
        return text != null && text.contains(LOST);
    }

    private static boolean isPath(@Nullable String text) {
        try {
            return text == null || !Path.of(text).toString().isEmpty();
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
