package org.regain.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A file that is too large: the field says so, and where no script runs, the server does, in a page that arrives.
class RefusedUploadJourneyTest extends ConsoleJourney {

    private static final int MEBI = 1024 * 1024;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "en, This file is too large. Choose one of at most 1 MiB.",
        "es, El archivo es demasiado grande. Elija uno de 1 MiB como máximo.",
        "zh-CN, 文件太大。请选择不超过 1 MiB 的文件。"
    })
    void c28_theFieldSaysThatALogoIsTooLarge(String language, String sentence) throws IOException {
        var screen = new Screen(language, Screen.PHONE, true);
        everybodySpeaks(screen);
        var admin = marta(screen, "refused-logo").opens("/admin/organisation").isAt("Organisation");

        chooses(admin, "logo.png", 5 * MEBI);

        assertThat(saidAtTheField(admin)).isEqualTo(sentence);
        admin.page().click("form[action$=logo] button");
        admin.isAt("Organisation");
        chooses(admin, "small.png", MEBI);
        assertThat(saidAtTheField(admin)).isEqualTo("");
    }

    @Test
    void c28_aLogoOfFiveMebibytesIsRefusedWithASentence() throws IOException {
        var admin = marta(Screen.withoutScripts(), "refused-logo-plain").opens("/admin/organisation");

        chooses(admin, "logo.png", 5 * MEBI);
        admin.page().click("form[action$=logo] button");

        admin.sees("That was too much at once");
        assertThat(admin.page().textContent(".lead")).contains("We accept at most 1 MiB here");
    }

    @Test
    void c28_aListOfTwentyMebibytesIsRefusedWithASentence() throws IOException {
        var admin = marta(Screen.withoutScripts(), "refused-list").opens("/admin/invite");

        chooses(admin, "people.csv", 20 * MEBI);
        admin.page().click("form[action$=list] button");

        admin.sees("That was too much at once");
        assertThat(admin.page().textContent(".lead")).contains("We accept at most 8 MiB here");
    }

    private void chooses(Visitor admin, String name, int size) throws IOException {
        admin.page().setInputFiles("#file", Files.write(folder.resolve(name), new byte[size]));
    }

    private static Object saidAtTheField(Visitor admin) {
        return admin.page().evaluate("document.getElementById('file').validationMessage");
    }
}
