package org.regain.admin;

import java.util.EnumMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.regain.account.Language;
import org.regain.account.OrganisationName;
import org.regain.look.Accent;
import org.regain.look.HelpText;
import org.regain.look.Logo;
import org.regain.look.Look;
import org.regain.sessions.Acting;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/// How an organisation looks. Whoever may change it, the database says; it writes it down and has the others told.
@Repository
class Organisation {

    private final JdbcClient sql;

    Organisation(@Qualifier("adminDataSource") DataSource admin) {
        this.sql = JdbcClient.create(admin);
    }

    /// As it is now, not as the pages have read it some seconds ago.
    Look look(Administrator who) {
        return sql.sql("""
                        select o.name, l.accent_light, l.accent_dark, l.logo_hash, l.help_en, l.help_es, l.help_zh
                        from organisation o left join organisation_look l on l.organisation_id = o.id
                        where o.id = :organisation
                        """)
                .param("organisation", who.organisation().value())
                .query((row, _) -> {
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
                })
                .single();
    }

    OrganisationDone rename(Acting by, OrganisationName name) {
        return done(
                sql.sql("select rename_organisation(:flow, :key, :name, :source, :browser)")
                        .param("name", name.text()),
                by);
    }

    /// @param accent null: back to Regain's own
    OrganisationDone change(Acting by, @Nullable Accent accent) {
        return done(
                sql.sql(
                                "select change_accent(:flow, :key, cast(:light as text), cast(:dark as text), :source, :browser)")
                        .param("light", accent == null ? null : accent.light().text())
                        .param("dark", accent == null ? null : accent.dark().text()),
                by);
    }

    /// @param logo null: none
    OrganisationDone change(Acting by, @Nullable Logo logo) {
        return done(
                sql.sql("select change_logo(:flow, :key, cast(:logo as bytea), :source, :browser)")
                        .param("logo", logo == null ? null : logo.png()),
                by);
    }

    /// @param help in the languages in which something is said
    OrganisationDone change(Acting by, Map<Language, HelpText> help) {
        var statement = sql.sql("""
                select change_help(:flow, :key, cast(:ENGLISH as text), cast(:SPANISH as text), cast(:CHINESE as text),
                                   :source, :browser)
                """);
        for (var language : Language.values()) {
            statement = statement.param(
                    language.name(),
                    help.getOrDefault(language, HelpText.NOTHING).text());
        }
        return done(statement, by);
    }

    private static OrganisationDone done(StatementSpec statement, Acting by) {
        return OrganisationDone.valueOf(statement
                .param("flow", by.signIn().flow())
                .param("key", by.signIn().keyHash())
                .param("source", by.origin().source())
                .param("browser", by.origin().browser())
                .query(String.class)
                .single());
    }
}
