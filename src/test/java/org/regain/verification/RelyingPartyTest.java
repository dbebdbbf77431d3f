package org.regain.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelyingPartyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "regain.example", "id.regain.example", "xn--fsq.example", "4.example", "portal"})
    void aNameCanHavePasskeys(String host) {
        assertThat(new RelyingParty(host, "https://" + host, "Regain").usable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "[::1]", "192.168.1.20", "127.1", "2130706433", "0x7f.0x1", "10.0.0.1."})
    void anAddressCannot(String host) {
        assertThat(new RelyingParty(host, "https://" + host, "Regain").usable()).isFalse();
    }
}
