package org.regain.admin;

import java.util.Set;
import org.regain.look.Logo;
import org.regain.web.FileForm;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The form that brings a logo.
@Configuration(proxyBeanMethods = false)
class OrganisationConfiguration {

    /// More than may be a logo, so that most pictures that are too large are refused on the page itself.
    private static final int LARGEST = 4 * Logo.LARGEST_SENT;

    @Bean
    FileForm logo(ConsoleGate gate) {
        return new FileForm(OrganisationController.LOGO, Set.of(), LARGEST, gate::opensTo);
    }
}
