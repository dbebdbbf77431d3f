package org.regain.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.regain.support.Person;
import org.regain.support.WaySignIn;

/// Somebody signs in: the shortest way with a session that is made, saved, and looked at again.
class SignInFaultsTest extends FaultsScene {

    @Test
    void whoSignsInSeesAWholePageWhereverTheConnectionIsCut() throws Exception {
        toldWithCuts(4, telling -> new SignIn("signin" + telling + "@contoso.example"));
    }

    private final class SignIn implements Story {

        private final String address;

        SignIn(String address) {
            this.address = address;
        }

        @Override
        public void before() {
            people.active(address, OLD);
        }

        @Override
        public void begin(Person who) {
            who.open("/sign-in");
        }

        @Override
        public boolean goOn(Person who) {
            return new WaySignIn(address, OLD).goOn(who);
        }

        @Override
        public void after(Person who) {
            assertThat(who.browser.page().html().text()).contains(address);
            assertThat(who.open("/account/methods").heading()).isEqualTo("My sign-in methods");
        }
    }
}
