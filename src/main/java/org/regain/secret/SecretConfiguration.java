package org.regain.secret;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import org.regain.settings.RegainSettings;
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
    KeysFile keysFile(RegainSettings settings, SecureRandom random) {
        return new KeysFile(settings.keysFile(), random);
    }

    @Bean
    KeysInFile keysInFile(KeysFile file) {
        return new KeysInFile(file);
    }

    /// Keys that fit the database, in a node and in a command alike. They are only made where it is empty; but an earlier file, of a
    /// database that knows no key of its own for what the file lacks, gets that.
    @Bean
    Keys keys(KeysFile file, KnownKeys known) {
        Keys keys = known.mayBeMade() ? file.open() : file.openExisting();
        file.requireNone(known.missingFrom(keys.fingerprints()));
        if (!keys.areComplete()) {
            keys = file.complete();
            file.requireNone(known.missingFrom(keys.fingerprints()));
        }
        return keys;
    }

    @Bean
    FittingKeys fittingKeys(Keys keys, KnownKeys known) {
        var fingerprints = keys.fingerprints();
        return () -> known.missing(fingerprints);
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

    @Bean
    KeyWrap keyWrap(Keys keys) throws GeneralSecurityException {
        return keys.toKeyWrap();
    }
}
