package org.regain.admin;

import java.util.Set;
import org.regain.web.FileForm;
import org.regain.web.RepeatedField;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The form that brings a list of people.
@Configuration(proxyBeanMethods = false)
class InviteConfiguration {

    /// A hundred thousand people with addresses and roles; the largest that a form may bring.
    private static final int LARGEST = 8 * 1024 * 1024;

    @Bean
    FileForm invitationList(ConsoleGate gate) {
        return new FileForm(InviteListController.LIST, Set.of(), LARGEST, gate::opensTo);
    }

    /// Of the roles to give, as many boxes are sent as are ticked.
    @Bean
    RepeatedField rolesOfInvited() {
        return new RepeatedField(InviteController.PLACE, "roles");
    }

    @Bean
    RepeatedField scopesOfAPortal() {
        return new RepeatedField(PortalsController.ADD, "scopes");
    }

    @Bean
    RepeatedField rolesOfSomebody() {
        return new RepeatedField(PeopleController.LIST + "/roles", "roles");
    }
}
