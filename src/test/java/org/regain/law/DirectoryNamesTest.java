package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.KEY;

import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What the directory calls people, and where it says that they can be reached, called by hand as the web's role: it moves nothing that is
/// anybody's.
class DirectoryNamesTest extends DirectoryScene {

    DirectoryNamesTest() throws SQLException {}

    @Test
    void whoseIsKeptHereIsCalledByNobody() {
        var account = court.account("ACTIVE");
        var unclaimed = court.account("UNCLAIMED");
        var before = court.rows();
        assertThat(called(account, "new")).isEqualTo("UNCHANGED");
        assertThat(reached(unclaimed, "new@example.org")).isEqualTo("UNCHANGED");
        assertThat(before.since(court.database)).isEmpty();
    }

    @Test
    void whoIsDeletedKeepsTheNamesThatTheyHad() {
        var account = inDirectory("ACTIVE");
        assertThat(called(account, "one")).isEqualTo("RENAMED");
        court.root("update account set state = 'DELETED', deleted_at = regain.now() where id = ?", account);
        var before = court.rows();
        assertThat(called(account, "two")).isEqualTo("UNCHANGED");
        assertThat(before.since(court.database)).isEmpty();
    }

    @Test
    void aNameIsNeverGivenToSomebodyElse() {
        var ana = inDirectory("ACTIVE");
        var bo = inDirectory("ACTIVE");
        assertThat(called(ana, "one")).isEqualTo("RENAMED");
        assertThat(called(ana, "two")).isEqualTo("RENAMED");
        var before = court.rows();
        assertThat(called(bo, "one")).as("retired").isEqualTo("NAME_TAKEN");
        assertThat(called(bo, "two")).isEqualTo("NAME_TAKEN");
        assertThat(called(bo, "three", "two")).isEqualTo("LOOKS_ALIKE");
        assertThat(before.since(court.database)).isEmpty();
        assertThat(called(ana, "one")).as("her own").isEqualTo("RENAMED");
    }

    @Test
    void whatSomebodyHasClaimedIsReachedNowhereElse() {
        var account = inDirectory("ACTIVE");
        var before = court.rows();
        assertThat(reached(account, "new@example.org")).isEqualTo("UNCHANGED");
        assertThat(before.since(court.database)).isEmpty();
    }

    @Test
    void aCodeThatWentToTheAddressBeforeProvesNothingMore() {
        var account = inDirectory("UNCLAIMED");
        var claim = court.flow("CLAIM", account);
        court.prove(claim, account, "ISSUED");
        assertThat(court.ask("select exists (select from valid_proofs(?))", claim))
                .isTrue();
        assertThat(reached(account, "new@example.org")).isEqualTo("DONE");
        assertThat(court.ask("select exists (select from valid_proofs(?))", claim))
                .isFalse();
        assertThat(court.finishClaim(claim, KEY)).isNotEqualTo("DONE");
    }

    private String called(UUID account, String name) {
        return called(account, name, name);
    }

    private String called(UUID account, String name, String skeleton) {
        return app.sql("select directory_called(?, ?, ?, ?)")
                .params(account, name, name, skeleton)
                .query(String.class)
                .single();
    }

    private String reached(UUID account, String address) {
        return app.sql("select directory_reached(?, ?, ?)")
                .params(account, address, address)
                .query(String.class)
                .single();
    }
}
