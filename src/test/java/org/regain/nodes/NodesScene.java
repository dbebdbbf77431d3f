package org.regain.nodes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.regain.portal.StockClient;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser;
import org.regain.support.SoftAuthenticator;
import org.regain.support.SoftAuthenticator.Kind;

/// An organisation on three nodes: Marta, who administers it, and the people she has invited.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class NodesScene {

    static final String PASSWORD = "seven green bottles hanging on a wall";
    static final String NEW = "an entirely different and longer phrase";
    private static final int PEOPLE = 10;

    @SuppressWarnings("NullAway.Init")
    Rig rig;

    @SuppressWarnings("NullAway.Init")
    Claimant marta;

    /// Marta claims her account by the link of the first start and invites the others, who claim theirs.
    @BeforeAll
    void everybodyClaimsTheirAccount(@TempDir Path folder) throws Exception {
        rig = begin(folder);
        marta = claims(Rig.MARTA, rig.claimLink());
        marta.browser.get("/account/methods");
        marta.browser.submit("/account/methods/add", "method", "PASSKEY");
        var passkey = new SoftAuthenticator(Kind.ES256, rig.balancer.url().toString());
        marta.browser.submit("/account/methods/passkey", "name", "", "credential", passkey.create(options(marta)));
        marta.browser.submit("/sign-out");
        marta.browser.get("/sign-in");
        marta.browser.submit("/sign-in/passkey", "credential", passkey.get(options(marta)));
        invite(IntStream.range(0, PEOPLE).mapToObj(NodesScene::person).toList());
        for (var n = 0; n < PEOPLE; n++) {
            claims(person(n), Claimant.tokenFrom(rig.mail.await(person(n), 1)));
        }
        assertThat(rig.count("select count(*) from password")).isEqualTo(PEOPLE + 1);
        assertOneMailForEachMessage(0);
    }

    Rig begin(Path folder) throws IOException {
        return Rig.start(folder);
    }

    @AfterAll
    void close() throws Exception {
        rig.close();
    }

    String codeTo(String name) {
        try {
            return rig.somebody().newestCodeTo(name);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Claimant claims(String name, String link) throws Exception {
        var who = rig.somebody();
        who.browser.get("/claim");
        who.browser.submit("/claim", "token", link);
        who.browser.submit("/claim/code", "code", who.newestCodeTo(name));
        assertThat(who.browser
                        .submit("/claim/password", "newPassword", PASSWORD, "confirmation", PASSWORD)
                        .heading())
                .isEqualTo("The account is yours");
        return who;
    }

    void invite(List<String> people) {
        var list = new StringBuilder("name,email,roles,language\n");
        people.forEach(name -> list.append("," + name + ",,\n"));
        assertThat(administers("/admin/invite/list", Map.of("file", list.toString()))
                        .status())
                .isEqualTo(200);
        marta.browser.submit("/admin/invite/confirm");
    }

    HttpBrowser.Page administers(String path, Map<String, String> fields) {
        var all = new HashMap<>(fields);
        all.put("_csrf", marta.browser.get("/account/password").field("_csrf"));
        return marta.browser.post(path, all);
    }

    static String options(Claimant who) {
        return who.browser.page().html().select("[data-options]").attr("data-options");
    }

    static String person(int number) {
        return "person" + number + "@contoso.example";
    }

    void addPortal() throws Exception {
        var hash = MessageDigest.getInstance("SHA-256").digest(StockClient.SECRET.getBytes(UTF_8));
        rig.sql()
                .sql("""
                        with made as (
                            insert into portal (organisation_id, client_id, name, kind, start_uri, redirect_uris, scopes)
                            select id, ?, 'Contoso Orders', 'SECRET', 'https://portal.example/', array [?], '{openid,profile,email,roles}'
                            from organisation returning id)
                        insert into portal_secret (hash, portal_id) select ?, id from made
                        """)
                .params(StockClient.ID, StockClient.CALLBACK.toString(), hash)
                .update();
    }

    /// @param before how many had been sent when the mailboxes were emptied
    void assertOneMailForEachMessage(int before) {
        await("an empty outbox")
                // In this order: what is announced meanwhile is in the outbox by then.
                .until(() -> rig.count("select count(*) from announcement")
                                + rig.count("select count(*) from outbox where state = 'QUEUED'")
                        == 0);
        assertThat(rig.mail.toAnybody())
                .hasSize(rig.count("select count(*) from outbox where state = 'SENT'") - before);
    }
}
