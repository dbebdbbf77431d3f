package org.regain.admin;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.regain.admin.Chart.Part;
import org.regain.admin.Chart.Stack;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What became of messages, of this whole Regain: how many went where, never to whom or what was in them.
@Repository
class DeliveryNumbers {

    private final JdbcClient sql;

    DeliveryNumbers(@Qualifier("adminDataSource") DataSource admin) {
        this.sql = JdbcClient.create(admin);
    }

    /// What waits to be sent.
    record Waiting(String channel, int many, Instant oldest) {}

    /// @param place a domain or a country
    record Place(String channel, String place, int sent, int failed, int expired) {}

    List<Waiting> waiting() {
        return sql.sql("select channel, many, oldest from outbox_waiting() order by channel")
                .query((row, _) -> new Waiting(
                        row.getString("channel"),
                        row.getInt("many"),
                        row.getObject("oldest", OffsetDateTime.class).toInstant()))
                .list();
    }

    /// Where most went, or should have gone.
    List<Place> places(Days days, int most) {
        return sql.sql("""
                        select channel, place,
                               coalesce(sum(many) filter (where outcome = 'SENT'), 0)::integer as sent,
                               coalesce(sum(many) filter (where outcome = 'FAILED'), 0)::integer as failed,
                               coalesce(sum(many) filter (where outcome = 'EXPIRED'), 0)::integer as expired
                        from delivery_day where day between :first and :last
                        group by channel, place order by sum(many) desc, channel, place limit :most
                        """)
                .param("first", days.first())
                .param("last", days.last())
                .param("most", most)
                .query((row, _) -> new Place(
                        row.getString("channel"),
                        row.getString("place"),
                        row.getInt("sent"),
                        row.getInt("failed"),
                        row.getInt("expired")))
                .list();
    }

    List<Stack> perDay(Days days) {
        var found = sql
                .sql("""
                        select day, coalesce(sum(many) filter (where outcome = 'SENT'), 0)::integer as sent,
                               coalesce(sum(many) filter (where outcome = 'FAILED'), 0)::integer as failed,
                               coalesce(sum(many) filter (where outcome = 'EXPIRED'), 0)::integer as expired
                        from delivery_day where day between :first and :last group by day
                        """)
                .param("first", days.first())
                .param("last", days.last())
                .query((row, _) -> Map.entry(
                        row.getObject("day", LocalDate.class),
                        parts(row.getInt("sent"), row.getInt("expired"), row.getInt("failed"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return days.each()
                .map(day -> new Stack(day, found.getOrDefault(day, parts(0, 0, 0))))
                .toList();
    }

    private static List<Part> parts(int sent, int expired, int failed) {
        return List.of(new Part("SENT", sent), new Part("EXPIRED", expired), new Part("FAILED", failed));
    }
}
