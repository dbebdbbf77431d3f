package org.regain.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.regain.directory.EntryId;

/// Who is called otherwise in the directory is who they were, and nobody else is.
class RenamedTest extends RosterScene {

    private static final String OTHERS = "a ferry in the morning fog";

    @Test
    void theNewNameLeadsWhereTheOldOneDid() {
        var ana = claimed("ana");
        var account = account(ana);
        directory.rename(ana, "Ana.Perez");
        directory.mails(ana, "ana.perez@contoso.example");
        read();
        assertThat(account(ana)).isEqualTo(account);
        assertThat(names(ana)).containsExactly("ana retired", "ana.perez", "ana@contoso.example");
        assertThat(text("select address || ' ' || (confirmed_at is not null) from contact where account_id = '%s'"
                        .formatted(account.value())))
                .as("what she has claimed stays hers")
                .containsExactly("ana@contoso.example true");
        assertThat(heading("ana.perez", AT_THE_DESK)).isEqualTo("Your account");
        assertThat(heading("ana@contoso.example", AT_THE_DESK)).isEqualTo("Your account");
        assertThat(heading("ana", AT_THE_DESK)).isEqualTo("Sign in");
        everythingIsSent();
        assertThat(mail.to("ana@contoso.example")).isEmpty();
        assertThat(count("select count(*) from audit_event where kind = 'RENAMED_IN_DIRECTORY'"))
                .isEqualTo(1);
        read();
        assertThat(count("select count(*) from audit_event where kind = 'RENAMED_IN_DIRECTORY'"))
                .isEqualTo(1);
    }

    @Test
    void whoIsCalledSoNextIsNobodyHereAndGetsIntoNothing() {
        var ana = claimed("ana");
        directory.rename(ana, "ana.perez");
        var next = directory.add("ana", OTHERS, "other.ana@contoso.example");
        read();
        assertThat(refused()).containsExactly("ana NAME_TAKEN");
        assertThat(heading("ana", OTHERS)).isEqualTo("Sign in");
        assertThat(heading("ana.perez", OTHERS)).isEqualTo("Sign in");
        assertThat(directory.wrong(ana)).as("tries for the old name").isEqualTo(1);
        assertThat(directory.wrong(next)).isZero();
        directory.rename(next, "ana.lopez");
        read();
        assertThat(refused()).isEmpty();
        assertThat(names(next)).containsExactly("ana.lopez", "other.ana@contoso.example");
    }

    /// Before this node has read of it.
    @Test
    void norDoTheyBeforeItIsKnown() {
        var ana = claimed("ana");
        directory.rename(ana, "ana.perez");
        directory.add("ana", OTHERS, "other.ana@contoso.example");
        assertThat(heading("ana", OTHERS)).isEqualTo("Sign in");
        assertThat(heading("ana", AT_THE_DESK)).as("it is still her account's").isEqualTo("Your account");
    }

    @Test
    void whoGetsTheirOldNameBackHasItAgain() {
        var ana = claimed("ana");
        directory.rename(ana, "ana.perez");
        read();
        directory.rename(ana, "Ana");
        read();
        assertThat(names(ana)).containsExactly("ana", "ana.perez retired", "ana@contoso.example");
        directory.rename(ana, "ANA");
        read();
        assertThat(text("select shown from account_name where key = 'ana'")).containsExactly("ANA");
        assertThat(heading("ana", AT_THE_DESK)).isEqualTo("Your account");
    }

    @Test
    void aNameThatIsOrWasSomebodyElsesOrLooksSoIsNotTaken() {
        var ana = claimed("ana");
        var bo = claimed("twin");
        directory.rename(bo, "bo");
        read();
        for (var name : List.of("bo", "twin", "tw\u0456n", "bad name", "=cmd", "a\u202ena")) {
            directory.rename(ana, name);
            read();
            assertThat(names(ana)).as(name).containsExactly("ana", "ana@contoso.example");
            assertThat(names(bo)).as(name).containsExactly("bo", "twin retired", "twin@contoso.example");
            assertThat(refused())
                    .as("and it is said")
                    .singleElement()
                    .asString()
                    .matches(".* RENAMED_(TAKEN|ALIKE|UNUSABLE)");
        }
        assertThat(heading("ana", AT_THE_DESK)).isEqualTo("Your account");
    }

    @Test
    void whoHasNotClaimedIsReachedWhereTheDirectorySaysByNow() {
        var ana = directory.add("ana", AT_THE_DESK, "aan@contoso.example");
        claimed("bo");
        read();
        directory.mails(ana, "bo@contoso.example");
        read();
        assertThat(names(ana)).as("somebody else's").containsExactly("aan@contoso.example", "ana");
        assertThat(refused()).containsExactly("ana MAIL_TAKEN");
        directory.mails(ana);
        read();
        assertThat(refused()).containsExactly("ana MAIL_UNUSABLE");
        directory.mails(ana, "Ana@contoso.example");
        read();
        assertThat(refused()).isEmpty();
        assertThat(names(ana)).containsExactly("ana", "ana@contoso.example");
        assertThat(text("select address || ' ' || (confirmed_at is null) from contact where account_id = '%s'"
                        .formatted(account(ana).value())))
                .containsExactly("Ana@contoso.example true");
        assertThat(count("select count(*) from account_name where key = 'aan@contoso.example'"))
                .as("nobody has had it")
                .isZero();
    }

    @Test
    void whyItIsNotTakenIsSaidUntilItIsMended() {
        var ana = claimed("ana");
        var bo = claimed("twin");
        directory.rename(bo, "bo");
        read();
        assertThat(refused()).isEmpty();
        directory.rename(ana, "twin");
        directory.mails(ana, "twin@contoso.example");
        read();
        assertThat(refused()).containsExactly("twin RENAMED_TAKEN");
        read();
        assertThat(refused()).as("still").containsExactly("twin RENAMED_TAKEN");
        directory.rename(ana, "tw\u0456n");
        read();
        assertThat(refused()).containsExactly("tw\u0456n RENAMED_ALIKE");
        directory.rename(ana, "=cmd");
        read();
        assertThat(refused()).containsExactly("=cmd RENAMED_UNUSABLE");
        directory.disable(ana);
        read();
        assertThat(refused()).as("whom it lets in no more").isEmpty();
        directory.enable(ana);
        directory.rename(ana, "ana.perez");
        read();
        assertThat(refused()).isEmpty();
        assertThat(names(ana)).contains("ana.perez");
    }

    private String heading(String name, String password) {
        return somebody().signIn(name, password).heading();
    }

    private List<String> names(EntryId entry) {
        return text("""
                select n.key || case when n.retired_at is null then '' else ' retired' end
                from account_name n join directory_person p on p.account_id = n.account_id where p.entry = '%s' order by n.key collate "C"
                """.formatted(entry.text()));
    }
}
