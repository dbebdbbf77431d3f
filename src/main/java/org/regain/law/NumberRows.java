package org.regain.law;

import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Asks the database for its [Numbers].
@Repository
class NumberRows {

    private final JdbcClient sql;

    NumberRows(JdbcClient sql) {
        this.sql = sql;
    }

    Map<String, Long> read() {
        return sql
                .sql("select name, number from numbers()")
                .query((row, _) -> Map.entry(row.getString("name"), row.getLong("number")))
                // A stream of rows keeps its connection until it is closed.
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
