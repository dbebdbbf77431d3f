package org.regain.verification;

import org.regain.delivery.BaseUrl;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Passkeys belong to the one address that people reach Regain at.
@Configuration(proxyBeanMethods = false)
class PasskeyConfiguration {

    @Bean
    RelyingParty relyingParty(BaseUrl baseUrl) {
        return new RelyingParty(baseUrl.host(), baseUrl.origin(), "Regain");
    }
}
