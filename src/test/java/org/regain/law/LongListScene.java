package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.json.JsonMapper;

/// Two global administrators, of whom one has a list of more people than are invited in one transaction.
abstract class LongListScene extends AdminScene {

    static final byte[] OTHER_KEY = bytes("other");
    static final int MANY = 600;

    UUID admin;
    UUID by;
    UUID other;
    UUID byOther;

    LongListScene() throws SQLException {}

    @BeforeEach
    void twoAdministratorsAreSignedIn() {
        admin = court.account("ACTIVE", "GLOBAL_ADMIN");
        by = console.signIn(admin, KEY, "PASSWORD", "TOTP");
        other = court.account("ACTIVE", "GLOBAL_ADMIN");
        byOther = console.signIn(other, OTHER_KEY, "PASSWORD", "TOTP");
    }

    UUID begun(int many, List<String> roles) {
        var list = keep(many, roles);
        assertThat(console.ask("select use_invitations(?, ?, ?, 'here', 'Firefox')", by, KEY, list))
                .isEqualTo("DONE");
        return list;
    }

    UUID keep(int many, List<String> roles) {
        var people = IntStream.range(0, many)
                .mapToObj(i -> Map.of(
                        "email_key",
                        i + "@b.example",
                        "email",
                        i + "@b.example",
                        "language",
                        "en",
                        "roles",
                        roles,
                        "user_key",
                        "user" + i,
                        "user_shown",
                        "user" + i,
                        "skeleton",
                        "looks " + i))
                .toList();
        return console.sql
                .sql("select keep_invitations(?, ?, cast(? as jsonb))")
                .params(by, KEY, new JsonMapper().writeValueAsString(people))
                .query(UUID.class)
                .single();
    }

    String stop(UUID flow, byte[] key, UUID list) {
        return console.ask("select stop_invitations(?, ?, ?, '', '')", flow, key, list);
    }

    Map<String, Object> look(UUID flow, byte[] key, UUID list) {
        return looks(flow, key, list).getFirst();
    }

    List<Map<String, Object>> looks(UUID flow, byte[] key, UUID list) {
        return console.sql
                .sql("select * from look_at_invitations(?, ?, ?)")
                .params(flow, key, list)
                .query()
                .listOfRows();
    }

    List<Map<String, Object>> underWay(UUID flow, byte[] key) {
        return console.sql
                .sql("select * from lists_under_way(?, ?)")
                .params(flow, key)
                .query()
                .listOfRows();
    }

    int goOn() {
        return court.app
                .sql("select continue_invitations()")
                .query(Integer.class)
                .single();
    }

    int invited() {
        return count("account where state = 'UNCLAIMED'");
    }

    int count(String rows) {
        return court.root
                .sql("select count(*) from " + rows)
                .query(Integer.class)
                .single();
    }

    void tidy() {
        court.app.sql("select tidy()").query().listOfRows();
    }
}
