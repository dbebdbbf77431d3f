package org.regain.admin;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.regain.account.Invitation;
import org.regain.sessions.Acting;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Lists of people: kept for the hour in which they are looked at, then worked through. The database derives who asks, and what they may
/// give; whichever node finds a list goes on with it ([org.regain.invite.ListsUnderWay]).
@Repository
class InvitationLists {

    private final JdbcClient sql;

    InvitationLists(@Qualifier("adminDataSource") DataSource admin) {
        this.sql = JdbcClient.create(admin);
    }

    /// How far a list has come.
    enum State {
        /// Nothing was done.
        KEPT,
        UNDER_WAY,
        DONE,
        /// By an administrator.
        STOPPED,
        /// By itself, because who began it may not invite them any more.
        CLOSED
    }

    /// @param whole     how many people it names; 0 while it is only kept
    /// @param invited   accounts that it made, or would make
    /// @param known     have an account, or had one
    /// @param leftOut   whose names look like those of people who came meanwhile
    /// @param imported  of those who would be invited, who brings a password
    /// @param alike     names that look like those of others
    /// @param rewritten addresses of the first of those whose domain mail writes in other letters than people do
    /// @param waiting   invitations of the organisation that are still to be mailed
    /// @param begunAt   null while it is only kept
    record Kept(
            State state,
            int whole,
            int invited,
            int known,
            int leftOut,
            int imported,
            List<String> alike,
            List<String> rewritten,
            int waiting,
            @Nullable Instant begunAt) {

        Kept {
            alike = List.copyOf(alike);
            rewritten = List.copyOf(rewritten);
        }

        public int done() {
            return invited + known + leftOut;
        }

        public int notDone() {
            return whole - done();
        }
    }

    /// One that is under way.
    record UnderWay(UUID id, int whole, int done, Instant begunAt) {}

    /// Empty where they are no administrator any more.
    Optional<UUID> keep(Acting by, Collection<Invitation> people) {
        return NewPeople.by(by, sql.sql("select keep_invitations(:flow, :key, cast(:people as jsonb))"))
                .param("people", NewPeople.json(people))
                .query((row, _) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                .single();
    }

    /// Empty for anybody else's list, unless a global administrator looks at one that was begun; and after an hour.
    Optional<Kept> look(Acting by, UUID list) {
        return NewPeople.by(by, sql.sql("select * from look_at_invitations(:flow, :key, :list)"))
                .param("list", list)
                .query((row, _) -> {
                    var begun = row.getTimestamp("begun_at");
                    return new Kept(
                            State.valueOf(row.getString("state")),
                            row.getInt("whole"),
                            row.getInt("invited"),
                            row.getInt("known"),
                            row.getInt("left_out"),
                            row.getInt("imported"),
                            List.of((String[]) row.getArray("alike").getArray()),
                            List.of((String[]) row.getArray("rewritten").getArray()),
                            row.getInt("waiting"),
                            begun == null ? null : begun.toInstant());
                })
                .optional();
    }

    List<UnderWay> underWay(Acting by) {
        return NewPeople.by(by, sql.sql("select id, whole, done, begun_at from lists_under_way(:flow, :key)"))
                .query((row, _) -> new UnderWay(
                        row.getObject("id", UUID.class),
                        row.getInt("whole"),
                        row.getInt("done"),
                        row.getTimestamp("begun_at").toInstant()))
                .list();
    }

    /// Begins with it, and invites the first of them.
    NewPeople.Result use(Acting by, UUID list) {
        return change(by, list, "select use_invitations(:flow, :key, :list, :source, :browser)");
    }

    NewPeople.Result stop(Acting by, UUID list) {
        return change(by, list, "select stop_invitations(:flow, :key, :list, :source, :browser)");
    }

    private NewPeople.Result change(Acting by, UUID list, String statement) {
        return NewPeople.Result.valueOf(NewPeople.by(by, sql.sql(statement))
                .param("list", list)
                .param("source", by.origin().source())
                .param("browser", by.origin().browser())
                .query(String.class)
                .single());
    }
}
