package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Lists of people that an administrator has uploaded: what is said of them, to whom, and for how long.
class KeptListsTest extends AdminScene {

    private static final byte[] OTHER_KEY = bytes("other");

    private UUID by;
    private UUID other;
    private UUID byOther;

    KeptListsTest() throws SQLException {}

    @BeforeEach
    void twoAdministratorsAreSignedIn() {
        by = console.signIn(court.account("ACTIVE", "GLOBAL_ADMIN"), KEY, "PASSWORD", "TOTP");
        other = court.account("ACTIVE", "GLOBAL_ADMIN");
        byOther = console.signIn(other, OTHER_KEY, "PASSWORD", "TOTP");
    }

    @Test
    void aNewListTakesThePlaceOfTheOneBeforeAndOfNoOther() {
        var used = keep(by, KEY, person("used"));
        assertThat(use(used)).isEqualTo("DONE");
        keep(by, KEY, person("before"));
        var others = keep(byOther, OTHER_KEY, person("others"));
        var list = keep(by, KEY, person("new"));
        assertThat(court.root
                        .sql("select id from invitation_list")
                        .query(UUID.class)
                        .list())
                .containsExactlyInAnyOrder(used, others, list);
    }

    @Test
    void listsOfAnHourAgoGoWhosesoeverTheyWere() {
        keep(byOther, OTHER_KEY, person("others"));
        court.pass(Duration.ofHours(1).plusSeconds(1));
        keep(by, KEY, person("new"));
        assertThat(court.ask("select count(*) = 1 from invitation_list")).isTrue();
    }

    @Test
    void aListIsNothingToASessionThatIsOver() {
        court.pass(Duration.ofHours(23).plusMinutes(45));
        var list = keep(by, KEY, person("new"));
        court.pass(Duration.ofMinutes(15).plusSeconds(1));
        assertThat(looks(list)).isEmpty();
        assertThat(use(list)).isEqualTo("NONE");
    }

    @Test
    void whoIsNewKnownOrBringsAPasswordIsCounted() {
        var people = List.of(person("new"), person("known"), person("brings", "hash", ImportScene.HASH));
        known("known@b.example");
        assertThat(look(keep(by, KEY, people)))
                .containsEntry("invited", 2)
                .containsEntry("known", 1)
                .containsEntry("imported", 1);
        known("brings@b.example");
        assertThat(look(keep(by, KEY, people)))
                .containsEntry("invited", 2)
                .containsEntry("known", 1)
                .containsEntry("imported", 0);
    }

    @Test
    void namesLookAlikeWhereSomebodyElseSignsInByTheOther() {
        court.root(
                "update account_name set kind = 'USERNAME', skeleton = 'victoria', key = 'victoria' where account_id = ?",
                other);
        var alike = person("new", "user_key", "vіctoria", "user_shown", "vіctoria", "skeleton", "victoria");
        assertThat(alike(alike)).isEqualTo("{vіctoria}");
        known("new@b.example");
        assertThat(alike(alike)).as("who has an account already").isEqualTo("{}");
        known("nobody@b.example");
        court.root("update account_name set kind = 'EMAIL' where account_id = ?", other);
        assertThat(alike(alike)).as("an address is no name").isEqualTo("{}");
    }

    @Test
    void theInvitationsOfAnotherOrganisationAreNotCounted() {
        var list = keep(by, KEY, person("new"));
        assertThat(use(list)).isEqualTo("DONE");
        assertThat(look(list)).containsEntry("state", "DONE").containsEntry("waiting", 1);
        court.root("insert into organisation (id, name) values (?, 'Fabrikam')", UUID.randomUUID());
        court.root("""
                update account set organisation_id = (select id from organisation where name = 'Fabrikam')
                where state = 'UNCLAIMED'
                """);
        assertThat(look(list)).containsEntry("waiting", 0);
    }

    @Test
    void ofAGlobalAdministratorWhoExistsAlreadyNobodyIsTold() {
        known("known@b.example");
        var list = keep(by, KEY, person("known", "roles", "GLOBAL_ADMIN"));
        assertThat(use(list)).isEqualTo("DONE");
        assertThat(court.ask("select not exists (select from announcement)")).isTrue();
    }

    /// The first administrator gets this name.
    private void known(String key) {
        court.root(
                "update account_name set key = ? where account_id = (select account_id from flow where id = ?)",
                key,
                by);
    }

    private static Map<String, Object> person(String name, String... more) {
        var person = new HashMap<String, Object>();
        person.put("email_key", name + "@b.example");
        person.put("email", name + "@b.example");
        person.put("language", "en");
        person.put("roles", List.of());
        for (var i = 0; i < more.length; i += 2) {
            person.put(more[i], more[i].equals("roles") ? List.of(more[i + 1]) : more[i + 1]);
        }
        return person;
    }

    private UUID keep(UUID flow, byte[] key, Map<String, Object> person) {
        return keep(flow, key, List.of(person));
    }

    private UUID keep(UUID flow, byte[] key, List<Map<String, Object>> people) {
        return console.sql
                .sql("select keep_invitations(?, ?, cast(? as jsonb))")
                .params(flow, key, new JsonMapper().writeValueAsString(people))
                .query(UUID.class)
                .single();
    }

    private String use(UUID list) {
        return console.ask("select use_invitations(?, ?, ?, '', '')", by, KEY, list);
    }

    private String alike(Map<String, Object> person) {
        return String.valueOf(look(keep(by, KEY, person)).get("alike"));
    }

    private Map<String, Object> look(UUID list) {
        return looks(list).getFirst();
    }

    private List<Map<String, Object>> looks(UUID list) {
        return console.sql
                .sql("select * from look_at_invitations(?, ?, ?)")
                .params(by, KEY, list)
                .query()
                .listOfRows();
    }
}
