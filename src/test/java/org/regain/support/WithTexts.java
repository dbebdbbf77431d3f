package org.regain.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/// Beside [RegainTest]: texts are sent, to a provider that nobody reaches. What is put for it can be seen by [OutboxTap].
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@TestPropertySource(
        properties = {
            "regain.sms.provider=http",
            "regain.sms.url=http://localhost:9/",
            "regain.sms.body={\"to\":\"{to}\",\"text\":\"{text}\"}",
            "regain.sms.countries=ES"
        })
public @interface WithTexts {}
