package org.regain.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.regain.directory.Directory;
import org.regain.secret.Password;
import org.regain.support.TestDirectory;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/// Guesses for a name that nobody has take as long as for one that somebody has, also where several come at once: a directory is asked one at
/// a time for each person (`LdapDirectory`), and so it is for each name.
class NobodyInDirectoryTest {

    @Test
    @SuppressWarnings("NullAway") // Nothing else of it is used.
    void theSameNameIsTheSameNobodyAndAnotherNameIsAnother() {
        var directory = new TestDirectory();
        var beans = new StaticListableBeanFactory();
        beans.addBean("directory", directory);
        var passwords = new DirectoryPasswords(beans.getBeanProvider(Directory.class), null, null, null);
        var password = Password.of("wombat lantern quiche").orElseThrow();
        passwords.checkNobody(mac(1), password);
        passwords.checkNobody(mac(1), password);
        passwords.checkNobody(mac(2), password);
        var tried = directory.tried();
        assertThat(tried.get(0)).isEqualTo(tried.get(1)).isNotEqualTo(tried.get(2));
    }

    private static byte[] mac(int of) {
        var mac = new byte[32];
        Arrays.fill(mac, (byte) of);
        return mac;
    }
}
