package org.regain.law;

import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// People who may move into a directory or out of it, and what is asked of the functions about that, as the web's role.
abstract class MovingScene extends DirectoryScene {

    static final byte[] SESSION = bytes("signed in");
    static final String ENTRY = "an-entry";

    MovingScene() throws SQLException {}

    final UUID organisation() {
        return court.root
                .sql("select id from organisation where name = 'Contoso Partners'")
                .query(UUID.class)
                .single();
    }

    final UUID another() {
        var id = UUID.randomUUID();
        court.root("insert into organisation (id, name) values (?, 'Fabrikam')", id);
        return id;
    }

    final String offerIn(UUID organisation, UUID account, String entry) {
        return app.sql("select offer_move_in(?, ?, ?)")
                .params(organisation, account, entry)
                .query(String.class)
                .single();
    }

    final String offerOut(UUID organisation, UUID account) {
        return app.sql("select offer_move_out(?, ?)")
                .params(organisation, account)
                .query(String.class)
                .single();
    }

    final int cancel(UUID organisation, String way) {
        return app.sql("select cancel_moves(?, ?)")
                .params(organisation, way)
                .query(Integer.class)
                .single();
    }

    final void isVoid(String entry) {
        app.sql("select void_move_in(?)").param(entry).query((_, _) -> "").list();
    }

    /// `IN entry`, or nothing.
    final List<String> offered(UUID account) {
        return app.sql("select way || ' ' || entry from offered_move(?)")
                .param(account)
                .query(String.class)
                .list();
    }

    final List<String> setAside() {
        return app.sql("select entry || ' ' || offered from entries_set_aside() order by 1")
                .query(String.class)
                .list();
    }

    final String moveIn(UUID signIn, byte[] key, int version, byte[] seen, String entry, String phc) {
        var change = UUID.randomUUID();
        return app.sql("select result from move_in(?, ?, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz, 'kept', '', '')")
                .params(
                        signIn,
                        key,
                        change,
                        bytes(change.toString()),
                        bytes("name"),
                        version,
                        seen,
                        entry,
                        phc,
                        before().toString())
                .query(String.class)
                .single();
    }

    /// By who is signed in so, and has seen what password there is.
    final String changeHere(UUID signIn, byte[] key, byte[] seen, String phc) {
        var change = UUID.randomUUID();
        return app.sql("select result from change_password(?, ?, ?, ?, ?, ?, ?, ?, true, 'kept', '', '')")
                .params(
                        signIn,
                        key,
                        change,
                        bytes(change.toString()),
                        bytes("name"),
                        version(accountOf(signIn)),
                        seen,
                        phc)
                .query(String.class)
                .single();
    }

    private UUID accountOf(UUID signIn) {
        return court.root
                .sql("select account_id from flow where id = ?")
                .param(signIn)
                .query(UUID.class)
                .single();
    }

    final @Nullable String entryOf(UUID account) {
        return app.sql("select coalesce(entry_of(?), '')")
                .param(account)
                .query(String.class)
                .single();
    }
}
