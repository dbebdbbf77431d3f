package org.regain.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.regain.account.AccountId;
import org.regain.password.PasswordHasher;
import org.regain.secret.Password;
import org.regain.support.Claimant;
import org.regain.support.RegainTest;
import org.regain.support.TestMail;
import org.regain.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/// Whole sign-ins and whole recoveries over HTTP, beside bare password hashes, on the same machine in one run. Clients,
/// server, mail server and PostgreSQL share its cores. Run by hand: `mvn test -Dtest=LoadTest -Dbench=true`.
@RegainTest
@EnabledIfSystemProperty(named = "bench", matches = "true")
class LoadTest {

    private static final int PEOPLE = 400;
    private static final int CLIENTS = 8;
    private static final Duration EACH = Duration.ofSeconds(10);

    @Autowired
    TestPeople people;

    @Autowired
    TestMail mail;

    @Autowired
    PasswordHasher hasher;

    @Value("${regain.base-url}")
    URI baseUrl;

    /// Something a client does over and over.
    @FunctionalInterface
    private interface Work {
        void once(int number) throws Exception;
    }

    /// How often per second, and the JVM's CPU for each, in milliseconds.
    private record Rate(double perSecond, double cpuMillis) {

        @Override
        public String toString() {
            return "%.1f/s, %.1f ms CPU of the JVM each".formatted(perSecond, cpuMillis);
        }
    }

    @Test
    void measures() throws Exception {
        for (var i = 0; i < PEOPLE; i++) {
            people.active(email(i), phrase(i));
        }
        var password = Password.of(phrase(0)).orElseThrow();
        Work hashing = _ -> hasher.hash(AccountId.NOBODY, password);
        Work signingIn = i -> assertThat(
                        claimant().signIn(email(i % PEOPLE), phrase(i % PEOPLE)).status())
                .isEqualTo(200);
        // The first round of each warms the JVM up and is thrown away.
        rate(2, hashing);
        var hashes = rate(2, hashing);
        rate(CLIENTS, signingIn);
        var signIns = rate(CLIENTS, signingIn);
        var next = new AtomicInteger();
        Work recovering = _ -> recover(next.getAndIncrement() % PEOPLE);
        var recoveries = rate(CLIENTS, recovering);
        System.out.printf(
                "hashes      %s%nsign-ins    %s, ratio to hashes %.2f%nrecoveries  %s, ratio to hashes %.2f%n",
                hashes,
                signIns,
                signIns.perSecond() / hashes.perSecond(),
                recoveries,
                recoveries.perSecond() / hashes.perSecond());
        assertThat(recoveries.perSecond()).isPositive();
    }

    private void recover(int person) throws Exception {
        var claimant = claimant();
        claimant.browser.get("/sign-in");
        claimant.beginRecovery(email(person), "FORGOTTEN");
        claimant.askForCode();
        claimant.typeCode(Claimant.codeFrom(mail.newestOf(email(person))));
        assertThat(claimant.choosePassword("a new " + phrase(person)).heading())
                .isEqualTo("Your password has been reset");
        mail.forget(email(person));
    }

    private Claimant claimant() {
        return new Claimant(baseUrl, mail);
    }

    private static Rate rate(int clients, Work work) throws InterruptedException {
        var os = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var done = new AtomicInteger();
        var number = new AtomicInteger();
        var end = System.nanoTime() + EACH.toNanos();
        var cpu = os.getProcessCpuTime();
        var finished = new CountDownLatch(clients);
        for (var i = 0; i < clients; i++) {
            Thread.ofPlatform().start(() -> {
                try {
                    while (System.nanoTime() < end) {
                        work.once(number.getAndIncrement());
                        done.incrementAndGet();
                    }
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                } finally {
                    finished.countDown();
                }
            });
        }
        finished.await();
        var seconds = EACH.toSeconds() + (System.nanoTime() - end) / 1e9;
        return new Rate(done.get() / seconds, (os.getProcessCpuTime() - cpu) / 1e6 / done.get());
    }

    private static String email(int i) {
        return "user" + i + "@bench.example";
    }

    private static String phrase(int i) {
        return "initial pass phrase " + i;
    }
}
