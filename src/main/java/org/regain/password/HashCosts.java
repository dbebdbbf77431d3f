package org.regain.password;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What a hash costs on all nodes, and what it may cost, as the database has it.
@Repository
class HashCosts {

    private final JdbcClient sql;

    HashCosts(JdbcClient sql) {
        this.sql = sql;
    }

    /// Those that are equal in strength; a hash that costs at least as much as one of them is strong.
    List<HashCost> equal() {
        return sql.sql("select memory_kib, passes from equal_costs()")
                .query(HashCosts::cost)
                .list();
    }

    /// Nothing before the first start has chosen.
    Optional<HashCost> chosen() {
        return sql.sql("select memory_kib, passes from hash_cost")
                .query(HashCosts::cost)
                .optional();
    }

    /// Keeps it for all nodes, where no other node was quicker; what is kept.
    HashCost choose(HashCost cost) {
        return sql.sql("select memory_kib, passes from choose_hash_cost(:memory, :passes)")
                .param("memory", cost.memoryKib())
                .param("passes", cost.passes())
                .query(HashCosts::cost)
                .single();
    }

    private static HashCost cost(ResultSet row, int number) throws SQLException {
        return new HashCost(row.getInt("memory_kib"), row.getInt("passes"));
    }
}
