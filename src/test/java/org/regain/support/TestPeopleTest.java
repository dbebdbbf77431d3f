package org.regain.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.regain.support.SoftAuthenticator.Kind;
import org.regain.verification.Method;
import org.regain.verification.RegisteredMethods;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

@RegainTest
class TestPeopleTest {

    @Autowired
    TestPeople people;

    @Autowired
    RegisteredMethods registered;

    @Value("${regain.base-url}")
    URI baseUrl;

    @Test
    void theyHaveWhatTheyAreGiven() {
        var ana = people.active("ana@contoso.example", "seven green bottles on a wall");
        assertThat(registered.of(ana)).containsExactly(Method.EMAIL);
        people.addTotp(ana);
        people.addPasskey(ana, new SoftAuthenticator(Kind.ES256, baseUrl.toString()));
        people.saveCodes(ana);
        assertThat(registered.of(ana))
                .containsExactlyInAnyOrder(Method.EMAIL, Method.TOTP, Method.PASSKEY, Method.SAVED_CODE);
    }
}
