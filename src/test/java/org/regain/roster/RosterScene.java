package org.regain.roster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.regain.account.AccountId;
import org.regain.directory.EntryId;
import org.regain.password.DirectoryPasswords;
import org.regain.support.Scene;
import org.regain.support.TestDirectory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/// An organisation whose people are in a directory, which each test fills anew.
@Import(TestDirectory.class)
abstract class RosterScene extends Scene {

    static final String AT_THE_DESK = "a kite above the harbour";

    @Autowired
    TestDirectory directory;

    @Autowired
    Synchronise synchronise;

    @Autowired
    SettleWrites settling;

    @Autowired
    DirectoryPasswords passwords;

    @BeforeEach
    void nobodyIsThere() {
        directory.empty();
    }

    /// Five minutes later.
    final void read() {
        clock.advance(Duration.ofMinutes(5));
        synchronise.look();
    }

    /// Somebody from there who has claimed their account.
    final EntryId claimed(String name) {
        var entry = directory.add(name, AT_THE_DESK, name + "@contoso.example");
        read();
        var account = account(entry);
        people.run(sql -> {
            var flow = UUID.randomUUID();
            sql.sql("""
                            insert into flow (id, purpose, key_hash, account_id, name_mac, language, source, browser, expires_at, completed_at, outcome)
                            values (?, 'CLAIM', sha256(?::text::bytea), ?, sha256('name'), 'en', '', '', regain.now() + interval '1 minute', regain.now(), 'CLAIMED')
                            """).params(flow, flow, account.value()).update();
            sql.sql("insert into password (account_id, version, phc, flow_id) values (?, 1, ?, ?)")
                    .params(account.value(), passwords.standIn(account).phc(), flow)
                    .update();
            sql.sql("update contact set confirmed_at = regain.now() where account_id = ?")
                    .param(account.value())
                    .update();
            return sql.sql("update account set state = 'ACTIVE', claimed_at = regain.now() where id = ?")
                    .param(account.value())
                    .update();
        });
        return entry;
    }

    /// More mails wait than invitations may wait beside.
    final Runnable holdMailsBack() {
        people.run(sql -> sql.sql("""
                        insert into outbox (id, created_at, channel, sealed, expires_at, not_before)
                        select gen_random_uuid(), regain.now(), 'SMS', '', regain.now() + interval '1 day', regain.now() + interval '20 hours'
                        from generate_series(1, 201)
                        """).update());
        return () -> people.run(
                sql -> sql.sql("delete from outbox where channel = 'SMS'").update());
    }

    /// In this language; null: nobody.
    final void writeToNewcomers(@Nullable String language) {
        people.run(sql -> sql.sql("update organisation set newcomer_language = cast(? as text)")
                .param(language)
                .update());
    }

    final AccountId account(EntryId entry) {
        return new AccountId(UUID.fromString(
                text("select account_id::text from directory_person where entry = '%s'".formatted(entry.text()))
                        .getFirst()));
    }

    final String state(EntryId entry) {
        return text("select state from account join directory_person on account_id = id where entry = '%s'"
                        .formatted(entry.text()))
                .getFirst();
    }

    final List<String> refused() {
        return text("select user_name || ' ' || reason from directory_refused_entry order by 1");
    }

    final List<String> text(String query) {
        var found = new ArrayList<String>();
        people.run(sql -> {
            found.addAll(sql.sql(query).query(String.class).list());
            return 0;
        });
        return found;
    }
}
