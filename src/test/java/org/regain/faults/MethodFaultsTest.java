package org.regain.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.regain.account.AccountId;
import org.regain.support.Person;
import org.regain.support.Thorough;

/// Somebody signs in and adds an address.
@Thorough
class MethodFaultsTest extends FaultsScene {

    @Test
    void anAddressIsAddedWithItsNoticesOrNotAtAllWhereverTheConnectionIsCut() throws Exception {
        toldWithCuts(16, telling -> new NewAddress("method" + telling));
    }

    private final class NewAddress implements Story {

        private final String address;
        private final String other;
        private final Set<String> tried = noneTried();

        @SuppressWarnings("NullAway.Init")
        private AccountId account;

        NewAddress(String name) {
            this.address = name + "@contoso.example";
            this.other = name + "@home.example";
        }

        @Override
        public void before() {
            account = people.active(address, OLD);
        }

        @Override
        public void begin(Person who) {
            who.open("/sign-in");
        }

        @Override
        public boolean goOn(Person who) {
            var page = who.browser.page();
            if (page.heading().equals("My sign-in methods") && page.status() != 503 && confirmed() == 2) {
                return true;
            }
            if (who.sees("/sign-in")) {
                who.press("/sign-in", "name", address, "password", OLD);
            } else if (who.sees("/account/methods/email")) {
                who.press("/account/methods/email", "address", other);
            } else if (who.sees("/account/try")) {
                who.press("/account/try", "code", codeTo(other, tried));
            } else if (who.sees("/account/methods/add")) {
                who.press("/account/methods/add", "method", "EMAIL");
            } else {
                who.open("/account/methods");
            }
            return false;
        }

        private int confirmed() {
            return count(
                    "select count(*) from contact where account_id = ? and confirmed_at is not null", account.value());
        }

        @Override
        public void after(Person who) throws Exception {
            assertThat(confirmed()).isEqualTo(2);
            assertThat(who.browser.page().html().text()).contains(other);
            assertThat(count(
                            "select count(*) from audit_event where account_id = ? and kind = 'METHOD_ADDED'",
                            account.value()))
                    .isOne();
            for (var mailbox : Set.of(address, other)) {
                assertThat(mails(mailbox, "was added")).as(mailbox).isOne();
            }
            assertThat(who.open("/").heading()).isEqualTo("Your account");
        }
    }
}
