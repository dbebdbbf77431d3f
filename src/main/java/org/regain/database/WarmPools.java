package org.regain.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.regain.start.Warming;
import org.springframework.stereotype.Component;

/// Asks the database something through each pool.
@Component
class WarmPools implements Warming {

    private final List<DataSource> pools;

    WarmPools(List<DataSource> pools) {
        this.pools = pools;
    }

    @Override
    public String what() {
        return "the database";
    }

    @Override
    public void warm() throws SQLException {
        for (DataSource pool : pools) {
            try (Connection connection = pool.getConnection();
                    PreparedStatement query = connection.prepareStatement("select ?::text")) {
                query.setString(1, "warm");
                query.executeQuery().close();
            }
        }
    }
}
