package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.regain.directory.EntryId;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser.Page;
import org.regain.support.Scene;
import org.regain.support.TestDirectory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/// Mei, whose password is in the directory, and who has an account to claim.
@Import(TestDirectory.class)
abstract class DirectoryPeopleScene extends Scene {

    static final String MEI = "mei@contoso.example";
    static final String AT_THE_DESK = "a kite above the harbour";
    static final String ANOTHER = "a lantern under the bridge";

    @Autowired
    TestDirectory directory;

    int writtenBefore;
    EntryId entry = new EntryId("nobody");

    @BeforeEach
    void meiIsInTheDirectory() {
        people.unclaimed("somebody.else@contoso.example");
        directory.empty();
        writtenBefore = directory.written();
        entry = directory.add("mei", AT_THE_DESK, MEI);
        var changed = directory.find(entry).orElseThrow().changedAt();
        people.run(sql -> sql.sql("""
                        select add_directory_person(:id, id, 'en', :mail, :mail, gen_random_uuid(), 'mei', 'mei', 'mei', :entry, :changed)
                        from organisation
                        """)
                .param("id", UUID.randomUUID())
                .param("mail", MEI)
                .param("entry", entry.text())
                .param("changed", changed == null ? null : Timestamp.from(changed))
                .query()
                .listOfRows()
                .size());
    }

    final void claim() throws Exception {
        var mei = somebody();
        mei.signIn("mei", AT_THE_DESK);
        mei.browser.submit("/claim/code", "code", mei.newestCodeTo(MEI));
        assertThat(typed(mei, AT_THE_DESK).heading()).isEqualTo("The account is yours");
        everythingIsSent();
        mail.forget();
    }

    static Page typed(Claimant claimant, String password) {
        return claimant.browser.submit("/claim/password", "newPassword", password);
    }
}
