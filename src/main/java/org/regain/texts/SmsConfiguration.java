package org.regain.texts;

import java.util.Objects;
import org.regain.channel.SmsChannel;
import org.regain.settings.RegainSettings;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Who sends texts, by `regain.sms`. With no provider there is no [SmsChannel], unless the demo brings its own.
@Configuration(proxyBeanMethods = false)
class SmsConfiguration {

    private static final String PROVIDER = "regain.sms.provider";

    @Bean
    TextsAllowed textsAllowed(RegainSettings settings) {
        return new TextsAllowed(settings.sms().countries());
    }

    @Bean
    @ConditionalOnProperty(name = PROVIDER, havingValue = "twilio")
    SmsChannel twilio(RegainSettings settings) {
        RegainSettings.Sms sms = settings.sms();
        return new TwilioSmsChannel(
                new ProviderHttp(),
                Objects.requireNonNullElse(sms.url(), TwilioSmsChannel.USUAL),
                Objects.requireNonNull(sms.account()),
                Objects.requireNonNull(sms.token()),
                Objects.requireNonNull(sms.from()));
    }

    @Bean
    @ConditionalOnProperty(name = PROVIDER, havingValue = "http")
    SmsChannel template(RegainSettings settings) {
        return new TemplateSmsChannel(new ProviderHttp(), settings.sms());
    }
}
