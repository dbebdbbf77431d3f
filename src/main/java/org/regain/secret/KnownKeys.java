package org.regain.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/// What the database knows of the keys it was used with: fingerprints, so that a node with others is recognised.
@Repository
class KnownKeys {

    private final JdbcClient sql;

    KnownKeys(JdbcClient sql) {
        this.sql = sql;
    }

    static KnownKeys in(DataSource database) {
        return new KnownKeys(JdbcClient.create(database));
    }

    /// Whether the database is empty, so that new keys harm nobody.
    boolean mayBeMade() {
        return sql.sql("select may_make_keys()").query(Boolean.class).single();
    }

    /// The keysets of which the database knows a key that is not among these. Nothing becomes known.
    ///
    /// @param fingerprints by keyset
    List<String> missing(Map<String, List<byte[]>> fingerprints) {
        byte[][] prints = fingerprints.values().stream().flatMap(List::stream).toArray(byte[][]::new);
        return sql.sql("select unnest(missing_keys(:prints))")
                .param("prints", new SqlArrayValue("bytea", (Object[]) prints))
                .query(String.class)
                .list();
    }

    /// The keysets of which the database knows a key that is not among these; none: they fit, and are known from now on.
    ///
    /// @param fingerprints by keyset
    List<String> missingFrom(Map<String, List<byte[]>> fingerprints) {
        List<String> keysets = new ArrayList<>();
        List<byte[]> prints = new ArrayList<>();
        fingerprints.forEach((keyset, some) -> some.forEach(print -> {
            keysets.add(keyset);
            prints.add(print);
        }));
        return sql.sql("select unnest(present_keys(:keysets, :prints))")
                .param("keysets", new SqlArrayValue("text", keysets.toArray()))
                .param("prints", new SqlArrayValue("bytea", (Object[]) prints.toArray(byte[][]::new)))
                .query(String.class)
                .list();
    }
}
