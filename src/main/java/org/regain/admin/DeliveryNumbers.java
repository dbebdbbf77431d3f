package org.regain.admin;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
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

    /// A portal that is told when a session is over.
    ///
    /// @param oldest that waits; null: none does
    /// @param failure why the last try came to nothing, as the sender names it; null: none has
    record Told(
            String name,
            int waiting,
            @Nullable Instant oldest,
            int told,
            int givenUp,
            @Nullable String failure) {

        /// What kind of failure: the end of a message's key.
        public @Nullable String why() {
            return failure == null ? null : failure.startsWith("http ") ? "http" : failure.replace(' ', '-');
        }

        /// What the portal answered, where it did.
        public String status() {
            return failure == null ? "" : failure.replaceAll("[^0-9]", "");
        }
    }

    /// The portals of this organisation that had something to be told within a week.
    List<Told> portals(UUID organisation) {
        return sql.sql("select * from portals_told(:organisation)")
                .param("organisation", organisation)
                .query((row, _) -> {
                    var oldest = row.getObject("oldest", OffsetDateTime.class);
                    return new Told(
                            row.getString("name"),
                            row.getInt("waiting"),
                            oldest == null ? null : oldest.toInstant(),
                            row.getInt("told"),
                            row.getInt("given_up"),
                            row.getString("failure"));
                })
                .list();
    }

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
