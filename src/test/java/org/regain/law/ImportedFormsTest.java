package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.regain.password.ImportedHash;
import org.springframework.jdbc.support.SqlArrayValue;

/// What [ImportedHash] takes the table takes too, at the edges of each form: else a list would fail when it is confirmed.
class ImportedFormsTest {

    private final Court court;

    ImportedFormsTest() throws SQLException {
        court = Court.inSession();
    }

    @Test
    void noFormIsTakenThatTheTableRefuses() {
        var taken = edges().stream()
                .filter(it -> ImportedHash.of(it) instanceof ImportedHash.Reading.Usable)
                .toList();
        assertThat(taken).hasSizeGreaterThan(1_000);
        assertThat(refusedByTheTable(taken)).isEmpty();
        assertThat(refusedByTheTable(List.of("a password"))).hasSize(1);
    }

    private List<String> refusedByTheTable(List<String> hashes) {
        var check = court.root
                .sql(
                        "select pg_get_expr(conbin, conrelid) from pg_constraint where conname = 'imported_password_hash_check'")
                .query(String.class)
                .single();
        return court.root
                .sql(
                        "select t from unnest(cast(? as text[])) t cross join lateral (select t as hash) imported_password where not (%s)"
                                .formatted(check))
                .param(new SqlArrayValue("text", hashes.toArray()))
                .query(String.class)
                .list();
    }

    private static List<String> edges() {
        var edges = new ArrayList<String>();
        for (var kind : List.of(
                "$2a$",
                "$2b$",
                "$2y$",
                "{bcrypt}$2a$",
                "{BCRYPT}$2y$",
                "{CRYPT}$2y$",
                "{blf-crypt}$2b$",
                "bcrypt$$2b$")) {
            for (var cost = 0; cost < 32; cost++) {
                edges.add(
                        kind + "%02d".formatted(cost) + "$" + "./Az09".repeat(9).substring(1));
            }
        }
        edges.add("{pbkdf2}" + "0a".repeat(40));
        edges.add("{PBKDF2}" + "0a".repeat(40));
        edges.add("{pbkdf2@SpringSecurity_v5_8}" + "f9".repeat(48));
        for (var times : List.of(1, 9, 10, 99_999, 999_999, 1_000_000, 1_999_999, 2_000_000, 2_000_001)) {
            for (var salt : List.of("!", "~", "#", "%%", "'", "\\", "&<>\"", "s".repeat(128), "s".repeat(129))) {
                edges.add("pbkdf2_sha256$" + times + "$" + salt + "$"
                        + "Az09+/".repeat(8).substring(5) + "=");
            }
        }
        for (var memory : List.of(8, 16, 128, 9_999, 10_000, 65_535, 65_536, 65_537)) {
            for (var passes : List.of(1, 9, 10, 11)) {
                for (var lanes : List.of(1, 9, 10, 16, 17)) {
                    for (var length : List.of(11, 12, 16, 86)) {
                        for (var head :
                                List.of("", "{argon2}", "{ARGON2ID}", "argon2", "{argon2@springsecurity_v5_8}")) {
                            edges.add(head + "$argon2id$v=19$m=" + memory + ",t=" + passes + ",p=" + lanes + "$"
                                    + "A".repeat(length) + "$" + "A".repeat(Math.max(16, length)));
                        }
                    }
                }
            }
        }
        for (var kind : List.of("{SSHA}", "{ssha}", "{SSHA256}", "{ssha-256}", "{SSHA512}")) {
            for (var length = 20; length < 180; length++) {
                for (var padding : List.of("", "=", "==")) {
                    edges.add(kind + "A".repeat(length) + padding);
                }
            }
        }
        return edges;
    }
}
