package org.regain.demo;

import jakarta.servlet.Filter;
import java.util.List;
import org.regain.settings.RegainSettings;
import org.regain.signin.OpenPages;
import org.regain.start.StartRefused;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/// The demo shows everybody's mails, so it serves this machine only and refuses to start on any other address.
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoConfiguration {

    private static final List<String> LOOPBACK = List.of("127.0.0.1", "::1", "localhost");

    @Bean
    static BeanFactoryPostProcessor loopbackOnly(Environment environment) {
        return _ -> {
            var address = environment.getProperty("server.address", "");
            if (!LOOPBACK.contains(address)) {
                throw new StartRefused("The demo shows everybody's mails, so it serves 127.0.0.1 only, not \"" + address
                        + "\". For real use, start without the profile demo.");
            }
            if ("0".equals(environment.getProperty("server.port"))) {
                throw new StartRefused(
                        "The demo's address includes its port, so the port has to be known: server.port=0 is not possible.");
            }
        };
    }

    /// 127.0.0.1 is what people type who know that the demo is on this machine. Passkeys and cookies want one name for it.
    @Bean
    FilterRegistrationBean<Filter> otherNamesOfThisMachine(RegainSettings settings) {
        var filter = new FilterRegistrationBean<Filter>(new ToTheAddress(settings.baseUrl()));
        filter.setName("toTheAddress");
        // Before the border, which answers at that address only.
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    /// The inbox is open to whoever sits at this machine.
    @Bean
    OpenPages inboxIsOpen() {
        return new OpenPages(List.of("/demo/**"));
    }
}
