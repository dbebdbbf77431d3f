package org.regain.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.regain.account.AccountId;
import org.regain.support.Person;
import org.regain.support.Thorough;
import org.regain.support.WayFromAddress;
import org.regain.support.WayToAddress;

/// Somebody signs in and adds an address, or removes one.
@Thorough
class MethodFaultsTest extends FaultsScene {

    @Test
    void anAddressIsAddedWithItsNoticesOrNotAtAllWhereverTheConnectionIsCut() throws Exception {
        toldWithCuts(2, telling -> new NewAddress("method" + telling));
    }

    @Test
    void anAddressGoesWithItsNoticesOrStaysWhereverTheConnectionIsCut() throws Exception {
        toldWithCuts(2, telling -> new OneAddressLess("less" + telling));
    }

    private final class OneAddressLess implements Story {

        private final String address;
        private final String other;

        OneAddressLess(String name) {
            this.address = name + "@contoso.example";
            this.other = name + "@home.example";
        }

        @Override
        public void before() {
            people.addAddress(people.active(address, OLD), other);
        }

        @Override
        public void begin(Person who) {
            who.open("/sign-in");
        }

        @Override
        public boolean goOn(Person who) {
            return new WayFromAddress(address, OLD, other).goOn(who);
        }

        @Override
        public void after(Person who) throws Exception {
            assertThat(count("select count(*) from contact where address = ? and removed_at is not null", other))
                    .isOne();
            for (var mailbox : Set.of(address, other)) {
                assertThat(mails(mailbox, "was removed")).as(mailbox).isOne();
            }
            assertThat(who.open("/").heading()).isEqualTo("Your account");
        }
    }

    private final class NewAddress implements Story {

        private final String address;
        private final String other;
        private final WayToAddress way;

        @SuppressWarnings("NullAway.Init")
        private AccountId account;

        NewAddress(String name) {
            this.address = name + "@contoso.example";
            this.other = name + "@home.example";
            var tried = noneTried();
            this.way = new WayToAddress(address, OLD, other, () -> codeTo(other, tried));
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
            return way.goOn(who);
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
