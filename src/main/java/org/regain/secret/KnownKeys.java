package org.regain.secret;

import java.util.List;
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
    List<String> missing(List<Fingerprint> fingerprints) {
        return sql.sql("select unnest(missing_keys(:prints))")
                .param("prints", prints(fingerprints))
                .query(String.class)
                .list();
    }

    /// The keysets of which the database knows a key that is not among these; none: they fit, and those that do not wait are known from now on.
    List<String> missingFrom(List<Fingerprint> fingerprints) {
        return sql.sql("select unnest(present_keys(:keysets, :prints, :used))")
                .param(
                        "keysets",
                        new SqlArrayValue(
                                "text",
                                fingerprints.stream().map(Fingerprint::keyset).toArray()))
                .param("prints", prints(fingerprints))
                .param(
                        "used",
                        new SqlArrayValue(
                                "boolean",
                                fingerprints.stream().map(Fingerprint::used).toArray()))
                .query(String.class)
                .list();
    }

    private static SqlArrayValue prints(List<Fingerprint> fingerprints) {
        return new SqlArrayValue("bytea", (Object[])
                fingerprints.stream().map(Fingerprint::bytes).toArray(byte[][]::new));
    }
}
