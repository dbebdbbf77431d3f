package org.regain.settings;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/// Makes [RegainSettings], after [SettingsCheck] found nothing to refuse.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RegainSettings.class)
class SettingsConfiguration {

    // Before any other bean exists, so that the sentences come first and alone.
    @Bean
    static BeanFactoryPostProcessor settingsCheck(ConfigurableEnvironment environment) {
        return beans -> SettingsCheck.check(environment);
    }
}
