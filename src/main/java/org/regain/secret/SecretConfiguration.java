package org.regain.secret;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Chance and keys, each from one place.
@Configuration(proxyBeanMethods = false)
class SecretConfiguration {

    @Bean
    SecureRandom secureRandom() {
        return new SecureRandom();
    }

    @Bean
    Keys keys(@Value("${regain.keys.file:./regain-data/keys.json}") String file, SecureRandom random) {
        return new KeysFile(Path.of(file), random).open();
    }

    @Bean
    Macs macs(Keys keys) throws GeneralSecurityException {
        return keys.toMacs();
    }

    @Bean
    Pepper pepper(Keys keys) throws GeneralSecurityException {
        return keys.toPepper();
    }

    @Bean
    Sealer sealer(Keys keys) throws GeneralSecurityException {
        return keys.toSealer();
    }

    @Bean
    Opener opener(Keys keys) throws GeneralSecurityException {
        return keys.toOpener();
    }
}
