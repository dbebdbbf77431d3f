package org.regain.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.regain.password.KnownPasswords.Where;
import org.regain.support.HttpBrowser.Page;

/// Every right password that opens nothing is written down, told to its owner, and counts as no wrong one. What a directory calls too
/// old is tried in `DirectoryPeopleTest`.
class KnownPasswordTest extends Attack {

    /// Of [#IMPORTED], made by libxcrypt.
    static final String BCRYPT = "$2a$10$abcdefghijklmnopqrstuuuiTX3/OegyRK.sSrMD91M/LFH/ydkCi";

    static final String IMPORTED = "a kite above the harbour";
    static final String MEI = "mei@contoso.example";

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EXPIRED")
    void isWrittenDownAndTold(Where where) throws Exception {
        switch (where) {
            case SUSPENDED -> stoppedBefore("state = 'SUSPENDED'");
            case COMPROMISED -> stoppedBefore("password_compromised_at = regain.now()");
            case DELETED -> {
                people.run(sql -> sql.sql("update account_name set retired_at = regain.now() where account_id = ?")
                        .param(victim.value())
                        .update());
                stoppedBefore("state = 'DELETED', deleted_at = regain.now()");
            }
            case OVERTAKEN ->
                assertThat(overtaken(
                                        "auth_epoch = auth_epoch + 1",
                                        () -> somebody().signIn(VICTIM, VICTIMS_PASSWORD))
                                .status())
                        .isEqualTo(422);
            case RECOVERY -> {
                var who = somebody();
                who.prove(VICTIM, "KNOWN", VICTIM);
                overtaken("password_compromised_at = regain.now()", () -> who.enterExisting(VICTIMS_PASSWORD));
                assertThat(count("select sum(password_tries) from flow")).isZero();
            }
            case CHANGE -> {
                var who = somebody();
                who.signIn(VICTIM, VICTIMS_PASSWORD);
                who.browser.get("/account/password");
                overtaken(
                        "frozen_at = regain.now()",
                        () -> who.browser.submit(
                                "/account/password",
                                "currentPassword",
                                VICTIMS_PASSWORD,
                                "newPassword",
                                NEW,
                                "confirmation",
                                NEW));
            }
            case EXPIRED -> throw new IllegalArgumentException("Here is no directory");
        }
        isHeardOf(where);
        assertThat(count("select coalesce(max(failures), 0) from sign_in_guard"))
                .as("only a deleted account's is counted, as nobody's is")
                .isEqualTo(where == Where.DELETED ? 1 : 0);
    }

    @Test
    void soIsThatOfWhoHasNotComeYet() throws Exception {
        victim = people.imported(MEI, BCRYPT);
        overtaken("auth_epoch = auth_epoch + 1", () -> somebody().signIn(MEI, IMPORTED));
        isHeardOf(Where.OVERTAKEN);
        assertThat(count("select coalesce(max(failures), 0) from sign_in_guard"))
                .isZero();
    }

    private void isHeardOf(Where where) {
        assertThat(count(
                        "select count(*) from audit_event where kind = 'REFUSED_THOUGH_RIGHT' and account_id = ? and detail = ?",
                        victim.value(),
                        where.name()))
                .isOne();
        assertThat(count(
                        "select count(*) from told_today where account_id = ? and what = 'TOLD PASSWORD_KNOWN'",
                        victim.value()))
                .isOne();
    }

    private void stoppedBefore(String how) {
        people.run(sql -> sql.sql("update account set " + how + " where id = ?")
                .param(victim.value())
                .update());
        somebody().signIn(VICTIM, VICTIMS_PASSWORD);
    }

    /// What comes of a request during which this becomes of the account: after the password was read, before it is believed.
    private Page overtaken(String how, Callable<Page> request) throws Exception {
        try (var other = database.asSuperuser();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            other.setAutoCommit(false);
            try (var sql = other.createStatement()) {
                sql.execute("update regain.account set " + how + " where id = '" + victim + "'");
            }
            var page = threads.submit(request);
            await("the request at the account").until(this::somebodyWaits);
            other.commit();
            return page.get();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean somebodyWaits() {
        return count(
                        "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
                > 0;
    }
}
