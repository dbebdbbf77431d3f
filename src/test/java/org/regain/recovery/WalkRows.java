package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.regain.recovery.WalkModel.Person;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What the database holds of the people who walk, which is what a walk is judged by.
final class WalkRows {

    private final JdbcClient sql;
    private final List<Person> walked;

    WalkRows(JdbcClient sql, List<Person> walked) {
        this.sql = sql;
        this.walked = walked;
    }

    /// What there is of one of them.
    record Row(int version, boolean locked) {}

    List<Row> read() {
        return sql.sql("""
                        select (select max(version) from regain.password where account_id = who),
                               exists (select from regain.sign_in_guard where account_id = who)
                        from unnest(array[?, ?, ?]) with ordinality as walked (who, n) order by n
                        """)
                .params(walked.stream().map(person -> person.id.value()).toList())
                .query((row, _) -> new Row(row.getInt(1), row.getBoolean(2)))
                .list();
    }

    void assertNothingWasFinished() {
        assertThat(read())
                .isEqualTo(walked.stream()
                        .map(person -> new Row(person.version, person.locked))
                        .toList());
    }
}
