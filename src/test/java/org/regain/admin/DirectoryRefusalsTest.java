package org.regain.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Administrators see who is in the directory and cannot be anybody here, or not by what they are called there, and why.
class DirectoryRefusalsTest extends ConsoleScene {

    private static final String HEADING = "Not taken over from the directory";

    @Test
    void whereNoDirectoryIsReadNothingIsSaidOfOne() {
        assertThat(omar().browser.get("/admin/people").body()).doesNotContain(HEADING);
    }

    @Test
    void whoCannotBeAnybodyHereIsListedWithWhy() {
        people.run(
                sql -> sql.sql("insert into directory_reading values (true, regain.now(), regain.now(), regain.now())")
                        .update());
        var who = omar();
        assertThat(who.browser.get("/admin/people").body())
                .contains(HEADING, "Everybody in the directory can have an account here, by the name they have there.");
        people.run(sql -> sql.sql("""
                        insert into directory_refused_entry (entry, user_name, reason)
                        select 'entry-' || n, 'person' || to_char(n, 'FM000') || '<b>', 'NO_MAIL' from generate_series(1, 51) n
                        """).update());
        var page = who.browser.get("/admin/people").html();
        assertThat(page.select("section td:first-child").eachText()).hasSize(50).startsWith("person001<b>");
        assertThat(page.select("section td:last-child").eachText()).first().isEqualTo("No mail address");
        people.run(sql -> sql.sql("update directory_refused_entry set reason = 'RENAMED_TAKEN' where entry = 'entry-1'")
                .update());
        assertThat(who.browser
                        .get("/admin/people")
                        .html()
                        .select("section td:last-child")
                        .eachText())
                .first()
                .isEqualTo("Renamed, but that name is or was somebody else’s here. They sign in by their former name");
        assertThat(page.select("section").text()).contains("as they are: 51.", "These are the first 50.");
    }
}
