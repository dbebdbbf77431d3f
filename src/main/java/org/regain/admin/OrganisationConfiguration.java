package org.regain.admin;

import java.util.Set;
import org.regain.look.Logo;
import org.regain.web.FileForm;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The form that brings a logo.
@Configuration(proxyBeanMethods = false)
class OrganisationConfiguration {

    @Bean
    FileForm logo(ConsoleGate gate) {
        return new FileForm(OrganisationController.LOGO, Set.of(), Logo.LARGEST_SENT, gate::opensTo);
    }
}
