package org.regain.admin;

import java.sql.Types;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.regain.account.Language;
import org.regain.sessions.Acting;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Whether the organisation writes to people of its directory who are new here.
@Repository
class NewcomerMails {

    private final JdbcClient sql;

    NewcomerMails(@Qualifier("adminDataSource") DataSource admin) {
        this.sql = JdbcClient.create(admin);
    }

    /// The language for whoever has none in the directory; nothing where nobody is written to.
    Optional<Language> language(Administrator who) {
        return sql.sql("select newcomer_language from organisation where id = :organisation")
                .param("organisation", who.organisation().value())
                .query((row, _) -> Optional.ofNullable(row.getString(1)))
                .single()
                .flatMap(Language::ofTag);
    }

    /// @param language null: nobody is written to from now on
    PolicyDone write(Acting by, @Nullable Language language) {
        return PolicyDone.valueOf(sql.sql("select write_to_newcomers(:flow, :key, :language, :source, :browser)")
                .param("flow", by.signIn().flow())
                .param("key", by.signIn().keyHash())
                .param("language", language == null ? null : language.tag(), Types.VARCHAR)
                .param("source", by.origin().source())
                .param("browser", by.origin().browser())
                .query(String.class)
                .single());
    }
}
