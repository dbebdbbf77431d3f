package org.regain.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.regain.account.AccountId;
import org.regain.secret.Opener;
import org.regain.secret.Password;
import org.regain.secret.Pepper;
import org.regain.secret.Sealer;
import org.regain.settings.RegainSettings;
import org.regain.support.TestPostgres;
import org.regain.trace.Trace;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class PasswordConfigurationTest {

    @TempDir
    Path folder;

    @Configuration(proxyBeanMethods = false)
    @ComponentScan("org.regain.secret")
    @EnableConfigurationProperties(RegainSettings.class)
    @Import({PasswordConfiguration.class, ChooseHashCost.class, HashCosts.class})
    static class HashingWithKeys {}

    /// A machine of many cores and little memory hashes on fewer of them, and does not run out of heap.
    @Test
    void hashesTakeACoreEachAndAQuarterOfTheHeapAtMost() {
        long mib = 1024 * 1024;
        assertThat(PasswordConfiguration.places(2, 512 * mib, 19 * 1024)).isEqualTo(2);
        assertThat(PasswordConfiguration.places(16, 512 * mib, 19 * 1024)).isEqualTo(6);
        assertThat(PasswordConfiguration.places(16, 4096 * mib, 19 * 1024)).isEqualTo(16);
        assertThat(PasswordConfiguration.places(16, 512 * mib, 64 * 1024)).isEqualTo(2);
        assertThat(PasswordConfiguration.places(8, 40 * mib, 64 * 1024)).isEqualTo(1);
    }

    @Test
    void theBeansWorkTogetherAndAfterARestart() {
        var database = TestPostgres.fresh();
        var application = new ApplicationContextRunner()
                .withUserConfiguration(HashingWithKeys.class)
                .withBean(Trace.class, () -> Trace.NOTHING)
                .withBean(
                        JdbcClient.class,
                        () -> JdbcClient.create(
                                new DriverManagerDataSource(database.url(), "regain_app", database.appPassword())))
                .withPropertyValues("regain.data-dir=" + folder);
        Password password = Password.of("wombat lantern quiche").orElseThrow();
        PasswordHash[] stored = new PasswordHash[1];
        application.run(first -> stored[0] = first.getBean(PasswordHasher.class).hash(AccountId.NOBODY, password));
        application.run(second -> {
            PasswordHasher hasher = second.getBean(PasswordHasher.class);
            assertThat(hasher.verify(AccountId.NOBODY, password, stored[0])).isPresent();
            assertThat(hasher.outdated(stored[0])).isFalse();
            assertThat(stored[0].parameters().keyId())
                    .isEqualTo(second.getBean(Pepper.class).keyId());
            var context = new PasswordContext(15, List.of("regain"));
            assertThat(second.getBean(NewPasswordRules.class).check(password, context))
                    .isEmpty();
            assertThat(second.getBean(NewPasswordRules.class).advice(context)).hasSize(5);
            byte[] sealed = second.getBean(Sealer.class).seal(new byte[] {1}, new byte[0]);
            assertThat(second.getBean(Opener.class).open(sealed, new byte[0])).containsExactly(1);
        });
        assertThat(folder.resolve("keys.json")).as("in the data folder").exists();
        database.close();
    }
}
