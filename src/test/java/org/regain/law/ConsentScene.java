package org.regain.law;

import static org.regain.law.Court.KEY;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/// Somebody else's portal, and Ana signed in, whom it asks for something.
abstract class ConsentScene extends PortalLawScene {

    static final byte[] ERRAND = bytes("this browser's errand");

    UUID ana = UUID.randomUUID();
    UUID flow = UUID.randomUUID();
    UUID portal = UUID.randomUUID();

    ConsentScene() throws SQLException {}

    @BeforeEach
    void somebodyElsesPortalAndAnaSignedIn() {
        portal = portal("Parcels");
        court.root("update portal set third_party = true, logout_uri = 'https://p.example/out' where id = ?", portal);
        ana = court.account("ACTIVE");
        session("ana", ana);
        flow = court.signedIn(ana, KEY, "PASSWORD");
        waits(ERRAND, "openid email");
    }

    boolean nothingKept() {
        return court.ask("select count(*) = 0 from portal_consent");
    }

    void session(String id, UUID account) {
        court.root(
                "insert into spring_session values (?, ?, 0, 0, 0, 9999999999999, ?)",
                UUID.randomUUID().toString(),
                id,
                account.toString());
    }

    void waits(byte[] errand, String scope) {
        court.app
                .sql(
                        "select keep_errand(?, ?, jsonb_build_object('redirect_uri', 'https://p.example/', 'scope', ?::text))::text")
                .params(errand, portal, scope)
                .query()
                .listOfRows();
    }

    boolean answers(byte[] errand, String scopes, boolean allow) {
        return court.app
                .sql("select answer_errand(?, ?, ?, ?, 'https://p.example/', string_to_array(?, ' '), ?, '', '')")
                .params(flow, KEY, errand, portal, scopes, allow)
                .query(Boolean.class)
                .single();
    }

    boolean answer(UUID by, byte[] key, byte[] errand, UUID at, String scopes) {
        return court.app
                .sql("select answer_errand(?, ?, ?, ?, 'https://p.example/', string_to_array(?, ' '), true, '', '')")
                .params(by, key, errand, at, scopes)
                .query(Boolean.class)
                .single();
    }

    boolean takenBack(UUID by, UUID consent) {
        return court.app
                .sql("select take_back_consent(?, ?, '', '')")
                .params(by, consent)
                .query(Boolean.class)
                .single();
    }

    @Nullable
    UUID opened(String... scopes) {
        return opens(flow, KEY, "ana", scopes);
    }

    @Nullable
    UUID opens(UUID by, byte[] key, String session, String... scopes) {
        return court.app
                .sql(
                        "select open_portal(?, ?, ?, ?, string_to_array(?, ' '), 'https://p.example/', 'x', null, ?, null)")
                .params(portal, by, key, session, String.join(" ", scopes), bytes("code " + UUID.randomUUID()))
                .query((row, _) -> (UUID) row.getObject(1))
                .list()
                .getFirst();
    }
}
