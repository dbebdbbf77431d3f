package org.regain.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.regain.account.EmailName;
import org.regain.account.Invitation;
import org.regain.account.Language;
import org.regain.account.Role;
import org.regain.account.UserName;
import org.regain.invite.Invitations;
import org.regain.invite.Invited;
import org.regain.invite.Organisations;
import org.regain.support.Claimant;
import org.regain.support.Person;
import org.regain.support.Thorough;
import org.regain.support.WayIn;
import org.springframework.beans.factory.annotation.Autowired;

/// Somebody who was invited takes their account.
@Thorough
class ClaimFaultsTest extends FaultsScene {

    @Autowired
    Invitations invitations;

    @Autowired
    Organisations organisations;

    @Test
    void aClaimIsWholeOrNothingWhereverTheConnectionIsCut() throws Exception {
        toldWithCuts(2, telling -> new Claim("mei" + telling));
    }

    private final class Claim implements Story {

        private final String name;
        private final String address;
        private final Set<String> tried = noneTried();

        @SuppressWarnings("NullAway.Init")
        private WayIn way;

        Claim(String name) {
            this.name = name;
            this.address = name + "@contoso.example";
        }

        @Override
        public void before() throws Exception {
            assertThat(invitations.invite(
                            organisations.theOnly(),
                            new Invitation(
                                    EmailName.of(address).orElseThrow(),
                                    UserName.of(name).orElseThrow(),
                                    Set.of(Role.SALES_AGENT),
                                    Language.ENGLISH)))
                    .isInstanceOf(Invited.Created.class);
            way = new WayIn(Claimant.tokenFrom(mail.await(address, 1)), NEW, () -> codeTo(address, tried));
        }

        @Override
        public void begin(Person who) {
            who.open("/claim");
        }

        @Override
        public boolean goOn(Person who) {
            return way.goOn(who);
        }

        @Override
        public void after(Person who) throws Exception {
            assertThat(mails(address, "has been claimed")).isOne();
            assertThat(count(
                            "select count(*) from saved_code c join account_name n on n.account_id = c.account_id where n.key = ?",
                            address))
                    .isEqualTo(10);
            var seen = who.browser.page().html().select(".keep code");
            if (seen.isEmpty()) {
                assertThat(who.browser.page().html().select("main").text())
                        .contains("Your saved recovery codes were shown only once.");
            }
            assertThat(somebody().signIn(address, NEW).heading()).isEqualTo("Your account");
        }
    }
}
