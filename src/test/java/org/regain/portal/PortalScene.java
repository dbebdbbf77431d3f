package org.regain.portal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import java.security.MessageDigest;
import org.junit.jupiter.api.BeforeEach;
import org.regain.account.AccountId;
import org.regain.support.Claimant;
import org.regain.support.Scene;

/// Ana has an account and knows her password, and there is a portal.
abstract class PortalScene extends Scene {

    static final String ANA = "ana@contoso.example";
    static final String RIGHT = "seven green bottles on a wall";
    static final String NEW = "an entirely different phrase";

    AccountId account;
    Claimant ana;
    StockClient portal;

    @BeforeEach
    void thereIsAPortal() throws Exception {
        account = people.active(ANA, RIGHT);
        ana = somebody();
        addPortal(StockClient.ID, StockClient.SECRET, StockClient.CALLBACK.toString());
        portal = new StockClient(baseUrl);
    }

    /// As the owner of the tables, since nobody else can.
    void addPortal(String clientId, String secret, String callback) throws Exception {
        var hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8));
        people.run(sql -> sql.sql("""
                        with made as (
                            insert into portal (organisation_id, client_id, name, kind, start_uri, redirect_uris, after_logout_uris,
                                                logout_uri, scopes)
                            select id, ?, 'Contoso Orders', 'SECRET', 'https://portal.example/', array [?],
                                   array ['https://portal.example/bye'], 'https://portal.invalid/logout', '{openid,profile,email,roles,offline_access}'
                            from organisation returning id)
                        insert into portal_secret (hash, portal_id) select ?, id from made
                        """).params(clientId, callback, hash).update());
    }

    /// Where Regain leads the browser.
    String ledTo(Claimant who, String path) {
        var response = who.browser.open(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(302);
        return response.headers().firstValue("Location").orElseThrow();
    }

    /// Signs in and goes on to the portal, which gets its tokens.
    OIDCTokenResponse arrives(Claimant who, String... asked) throws Exception {
        assertThat(ledTo(who, portal.asks(asked))).isEqualTo("/sign-in");
        assertThat(who.signIn(ANA, RIGHT).path()).isEqualTo("/portal");
        return StockClient.tokens(portal.exchange(portal.code(ledTo(who, "/portal/go-on"))));
    }
}
