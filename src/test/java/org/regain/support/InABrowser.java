package org.regain.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// A test in a real browser. A parameter of type `Browser` is the one that all such tests share.
///
/// Where no Chromium is found the test is reported as skipped; with `CI=true` that is a failure, because a journey that
/// nobody walked proves nothing.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(Chromium.class)
public @interface InABrowser {}
