package org.regain.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.regain.support.TestPostgres;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/// An application under test takes its database as it is: there `regain.now()` can be shifted. [CatalogTest] is about the rest.
@TestConfiguration(proxyBeanMethods = false)
public class TestCatalog {

    @Bean
    Catalog catalogAsItIs(TestPostgres database) throws IOException, SQLException {
        try (Connection connection = database.asApp()) {
            connection.setAutoCommit(false);
            return Catalog.of(connection);
        }
    }
}
