package org.regain.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.token.AccessToken;
import java.security.MessageDigest;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.account.AccountId;
import org.regain.portal.StockClient;
import org.regain.support.Claimant;
import org.regain.support.Person;
import org.regain.support.Thorough;
import org.regain.support.WayBack;

/// Somebody gets back in by a mailed code, with a session open elsewhere.
@Thorough
class RecoveryFaultsTest extends FaultsScene {

    @SuppressWarnings("NullAway.Init")
    private StockClient portal;

    @BeforeEach
    void thereIsAPortal() throws Exception {
        var hash = MessageDigest.getInstance("SHA-256").digest(StockClient.SECRET.getBytes(UTF_8));
        people.active("first@contoso.example", OLD);
        people.run(sql -> sql.sql("""
                        with made as (
                            insert into portal (organisation_id, client_id, name, kind, start_uri, redirect_uris, scopes)
                            select id, ?, 'Contoso Orders', 'SECRET', 'https://portal.example/', array [?], '{openid,profile,email,roles}'
                            from organisation returning id)
                        insert into portal_secret (hash, portal_id) select ?, id from made
                        """)
                .params(StockClient.ID, StockClient.CALLBACK.toString(), hash)
                .update());
        portal = new StockClient(baseUrl);
    }

    private AccessToken isAtThePortal(Claimant who, String name) throws Exception {
        who.browser.open(portal.asks());
        assertThat(who.signIn(name, OLD).path()).isEqualTo("/portal");
        var back = who.browser
                .open("/portal/go-on")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        return StockClient.tokens(portal.exchange(portal.code(back)))
                .getTokens()
                .getAccessToken();
    }

    @Test
    void aResetIsWholeOrNothingWhereverTheConnectionIsCut() throws Exception {
        toldWithCuts(2, telling -> new Recovery("reset" + telling, "FORGOTTEN"));
    }

    @Test
    void anUnlockIsWholeOrNothingWhereverTheConnectionIsCut() throws Exception {
        toldWithCuts(2, telling -> new Recovery("unlock" + telling, "KNOWN"));
    }

    private final class Recovery implements Story {

        private final String address;
        private final String other;
        private final String reason;
        private final WayBack way;

        @SuppressWarnings("NullAway.Init")
        private AccountId account;

        @SuppressWarnings("NullAway.Init")
        private Claimant elsewhere;

        @SuppressWarnings("NullAway.Init")
        private AccessToken access;

        Recovery(String name, String reason) {
            this.address = name + "@contoso.example";
            this.other = name + "@home.example";
            this.reason = reason;
            var tried = noneTried();
            this.way =
                    new WayBack(address, reason, reason.equals("FORGOTTEN") ? NEW : OLD, () -> codeTo(address, tried));
        }

        @Override
        public void before() throws Exception {
            account = people.active(address, OLD);
            people.addAddress(account, other);
            elsewhere = somebody();
            access = isAtThePortal(elsewhere, address);
        }

        @Override
        public void begin(Person who) {
            who.open("/recover");
        }

        @Override
        public boolean goOn(Person who) {
            return way.goOn(who);
        }

        @Override
        public void after(Person who) throws Exception {
            var reset = reason.equals("FORGOTTEN");
            var said = reset ? "Your password has been reset" : "Your account is unlocked";
            assertThat(who.browser.page().heading()).isEqualTo(said);
            assertThat(count("select max(version) from password where account_id = ?", account.value()))
                    .isEqualTo(reset ? 2 : 1);
            assertThat(elsewhere.browser.get("/").path()).isEqualTo(reset ? "/sign-in" : "/");
            assertThat(portal.userInfo(access).getStatusCode()).isEqualTo(reset ? 401 : 200);
            var kind = reset ? "PASSWORD_RESET" : "ACCOUNT_UNLOCKED";
            assertThat(count(
                            "select count(*) from audit_event where account_id = ? and kind = ?",
                            account.value(),
                            kind))
                    .isOne();
            for (var mailbox : Set.of(address, other)) {
                assertThat(mails(mailbox, reset ? "reset" : "unlocked"))
                        .as(mailbox)
                        .isOne();
            }
            assertThat(somebody().signIn(address, reset ? NEW : OLD).heading()).isEqualTo("Your account");
        }
    }
}
