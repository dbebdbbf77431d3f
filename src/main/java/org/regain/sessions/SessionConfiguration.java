package org.regain.sessions;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.config.annotation.web.http.EnableJdbcHttpSession;

/// Sessions of people who are signed in, in PostgreSQL, so that any node serves any request. Nobody has one before.
@Configuration(proxyBeanMethods = false)
@EnableJdbcHttpSession(
        tableName = "spring_session",
        maxInactiveIntervalInSeconds = SessionConfiguration.IDLE_SECONDS,
        cleanupCron = SessionConfiguration.NEVER)
class SessionConfiguration {

    /// Spring Session would remove everybody's sessions by the clock of this machine; `tidy` does it by the database's.
    static final String NEVER = "-";

    /// Source: NIST SP 800-63B-4 § 5.2.
    static final int IDLE_SECONDS = 3600;

    /// Where the answer to a save is lost, the filter saves the same session once more at the end of the request.
    private static final String CREATE = """
            insert into %TABLE_NAME% (primary_id, session_id, creation_time, last_access_time, max_inactive_interval, expiry_time,
                                      principal_name)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (primary_id) do nothing
            """;

    private static final String CREATE_ATTRIBUTE = """
            insert into %TABLE_NAME%_attributes (session_primary_id, attribute_name, attribute_bytes)
            values (?, ?, ?)
            on conflict (session_primary_id, attribute_name) do update set attribute_bytes = excluded.attribute_bytes
            """;

    /// Attributes are short texts of ours and stored as such: nothing is ever deserialised into objects, which is how a
    /// writer of the session table would get in (the class of CVE-2026-47841).
    @Bean
    GenericConversionService springSessionConversionService() {
        var conversion = new GenericConversionService();
        // Spring Session asks for the conversion of an Object, whatever it holds.
        conversion.addConverter(Object.class, byte[].class, attribute -> {
            if (attribute instanceof String text) {
                return text.getBytes(UTF_8);
            }
            throw new IllegalArgumentException("Only texts belong into a session");
        });
        conversion.addConverter(byte[].class, Object.class, bytes -> new String(bytes, UTF_8));
        return conversion;
    }

    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> namedByKeys(SessionKeys keys) {
        return repository -> repository.setSessionIdGenerator(keys);
    }

    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> savedTwiceIsSavedOnce() {
        return repository -> {
            repository.setCreateSessionQuery(CREATE);
            repository.setCreateSessionAttributeQuery(CREATE_ATTRIBUTE);
        };
    }
}
