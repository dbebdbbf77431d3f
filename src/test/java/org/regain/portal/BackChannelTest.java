package org.regain.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a logout token is posted to somebody typed once. It leads into no inner network.
///
/// Source: OWASP Server-Side Request Forgery Prevention; RFC 6890.
class BackChannelTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://127.1.2.3/",
                "https://0.0.0.0/",
                "https://10.0.0.1/",
                "https://172.16.0.1/",
                "https://172.31.255.255/",
                "https://192.168.1.1/",
                "https://169.254.169.254/latest/meta-data/",
                "https://100.64.0.1/",
                "https://100.127.255.255/",
                "https://192.0.0.192/",
                "https://198.18.0.1/",
                "https://224.0.0.1/",
                "https://240.0.0.1/",
                "https://255.255.255.255/",
                "https://[::1]/",
                "https://[::]/",
                "https://[fe80::1]/",
                "https://[fc00::1]/",
                "https://[fd00:ec2::254]/",
                "https://[::ffff:10.0.0.1]/",
                "https://[64:ff9b::a00:1]/",
                "https://[2002:a00:1::]/",
                "https://[2001::1]/",
                "https://[ff02::1]/",
                "https://2130706433/",
                "https://localhost/",
                "http://93.184.215.14/",
                "ftp://93.184.215.14/",
                "https://user@93.184.215.14/",
                "file:///etc/passwd",
                "https:///x",
                "mailto:x@y.example"
            })
    void nowhereButToTheOpenNet(String address) throws UnknownHostException {
        assertThat(BackChannel.mayLeadTo(URI.create(address), false)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://93.184.215.14/logout",
                "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/",
                "https://100.128.0.1/"
            })
    void toTheOpenNet(String address) throws UnknownHostException {
        assertThat(BackChannel.mayLeadTo(URI.create(address), false)).isTrue();
    }

    @Test
    void toThisMachineWhereTheWholeSiteIsOnIt() throws UnknownHostException {
        assertThat(BackChannel.mayLeadTo(URI.create("http://127.0.0.1:9/"), true))
                .isTrue();
        assertThat(BackChannel.mayLeadTo(URI.create("http://localhost:9/"), true))
                .isTrue();
        assertThat(BackChannel.mayLeadTo(URI.create("http://10.0.0.1/"), true)).isFalse();
        assertThat(BackChannel.mayLeadTo(URI.create("http://93.184.215.14/"), true))
                .isFalse();
    }

    @Test
    void anAddressWithinAnotherIsThatAddress() throws Exception {
        assertThat(BackChannel.isOnTheOpenNet(InetAddress.getByName("::ffff:169.254.169.254")))
                .isFalse();
    }
}
