package org.regain.support;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/// A test that only the thorough run makes: statistics about time, or many more of what a quick test shows once.
///
/// `mvn verify` leaves it out, so no rule may be held by such tests alone unless nothing quicker can show it.
@Tag("thorough")
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface Thorough {}
