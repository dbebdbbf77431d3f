package org.regain.look;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.account.Language;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The looks of organisations, and their pictures.
@Repository
class LookRows {

    private static final String LOOKS = """
            select o.name, l.accent_light, l.accent_dark, l.logo_hash, l.help_en, l.help_es, l.help_zh
            from organisation o left join organisation_look l on l.organisation_id = o.id
            """;

    private final JdbcClient sql;

    LookRows(JdbcClient sql) {
        this.sql = sql;
    }

    /// One where there is one organisation; two where there are more.
    List<Look> firstTwo() {
        return sql.sql(LOOKS + "order by o.created_at limit 2")
                .query((row, _) -> look(row))
                .list();
    }

    Optional<Look> of(AccountId account) {
        return sql.sql(LOOKS + "where o.id = (select organisation_id from account where id = :account)")
                .param("account", account.value())
                .query((row, _) -> look(row))
                .optional();
    }

    /// A PNG.
    Optional<byte[]> logo(String hash) {
        return sql.sql("select logo from organisation_look where logo_hash = :hash limit 1")
                .param("hash", hash)
                .query(byte[].class)
                .optional();
    }

    private static Look look(ResultSet row) throws SQLException {
        var help = new EnumMap<Language, @Nullable String>(Language.class);
        help.put(Language.ENGLISH, row.getString("help_en"));
        help.put(Language.SPANISH, row.getString("help_es"));
        help.put(Language.CHINESE, row.getString("help_zh"));
        return Look.of(
                row.getString("name"),
                row.getString("accent_light"),
                row.getString("accent_dark"),
                row.getString("logo_hash"),
                help);
    }
}
