package org.regain.admin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.regain.admin.Chart.Part;
import org.regain.admin.Chart.Stack;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/// How recoveries of an organisation's accounts went. The database counts and names nobody.
@Repository
class RecoveryNumbers {

    private final JdbcClient sql;

    RecoveryNumbers(@Qualifier("adminDataSource") DataSource admin) {
        this.sql = JdbcClient.create(admin);
    }

    /// A row of a table.
    record Count(String what, int many) {}

    /// @param ending see `recovery_numbers`
    /// @param place  null for people who got back in
    record End(String ending, @Nullable String place, int many) {}

    /// How long it took those who got back in; null where nobody did.
    record Times(@Nullable Duration median, @Nullable Duration p95) {}

    List<End> ends(Days days) {
        return of(
                        days,
                        "select ending, place, many from recovery_numbers(:organisation, :first, :last) order by many desc, 1, 2")
                .query((row, _) -> new End(row.getString("ending"), row.getString("place"), row.getInt("many")))
                .list();
    }

    List<Count> methods(Days days) {
        return of(days, "select method, many from recovery_methods(:organisation, :first, :last) order by many desc, 1")
                .query((row, _) -> new Count(row.getString("method"), row.getInt("many")))
                .list();
    }

    Times times(Days days) {
        return of(days, """
                        select extract(epoch from median) as median, extract(epoch from p95) as p95
                        from recovery_times(:organisation, :first, :last)
                        """)
                .query((row, _) -> new Times(seconds(row, "median"), seconds(row, "p95")))
                .single();
    }

    /// Each day of the time, also those on which nobody began.
    List<Stack> perDay(Days days) {
        Map<LocalDate, List<Part>> found = of(
                        days, "select day, opened, completed from recovery_days(:organisation, :first, :last)")
                .query((row, _) -> Map.entry(
                        row.getObject("day", LocalDate.class),
                        parts(row.getInt("completed"), row.getInt("opened") - row.getInt("completed"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return days.each()
                .map(day -> new Stack(day, found.getOrDefault(day, parts(0, 0))))
                .toList();
    }

    private static List<Part> parts(int back, int not) {
        return List.of(new Part("BACK_IN", back), new Part("NOT_BACK_IN", not));
    }

    private StatementSpec of(Days days, String query) {
        return sql.sql(query)
                .param("organisation", days.organisation().value())
                .param("first", days.first())
                .param("last", days.last());
    }

    private static @Nullable Duration seconds(ResultSet row, String column) throws SQLException {
        var seconds = row.getBigDecimal(column);
        return seconds == null ? null : Duration.ofSeconds(seconds.longValue());
    }
}
