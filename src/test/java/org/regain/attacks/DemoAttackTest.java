package org.regain.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;

/// The demo shows everybody's mails: it must not be there in real use, nor reachable from another machine.
class DemoAttackTest extends Attack {

    @Autowired
    ApplicationContext application;

    @Test
    void withoutTheProfileThereIsNothingOfTheDemo() {
        assertThat(Arrays.stream(application.getBeanDefinitionNames())
                        .map(application::getType)
                        .filter(type -> type != null && type.getName().startsWith("org.regain.demo")))
                .isEmpty();
        var claimant = somebody();
        claimant.signIn(VICTIM, VICTIMS_PASSWORD);
        assertThat(claimant.browser.get("/demo/inbox").status()).isEqualTo(404);
        assertThat(somebody().browser.get("/demo/inbox").path()).isEqualTo("/sign-in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1", "", "127.0.0.1.evil.example"})
    void theDemoRefusesToServeAnotherMachine(String address) throws ClassNotFoundException {
        var demo = new SpringApplicationBuilder(Class.forName("org.regain.RegainApplication"))
                .profiles("demo")
                .registerShutdownHook(false);
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> demo.run("--server.address=" + address, "--server.port=0"))
                .withStackTraceContaining("serves 127.0.0.1 only");
    }

    /// Its address names its port.
    @Test
    void c25_theDemoNeedsAPortOfItsOwn() throws ClassNotFoundException {
        var demo = new SpringApplicationBuilder(Class.forName("org.regain.RegainApplication"))
                .profiles("demo")
                .registerShutdownHook(false);
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> demo.run("--server.port=0"))
                .withStackTraceContaining("server.port=0");
    }
}
