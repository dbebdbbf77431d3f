package org.regain.support;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/// A test that takes programs which no dependency brings. Where one is not there the test is reported as skipped; with `CI=true` that
/// is a failure, because `.ci/run` installs them, and a program that nobody ran shows nothing.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(Needs.Condition.class)
public @interface Needs {

    /// Files, each of which stands for a program or a part of one.
    String[] value();

    /// How somebody gets them.
    String by();

    /// Looks for them.
    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext test) {
            return AnnotationSupport.findAnnotation(test.getTestClass(), Needs.class)
                    .map(needs -> condition(missing(needs), needs.by(), "true".equals(System.getenv("CI"))))
                    .orElseGet(() -> ConditionEvaluationResult.enabled("It needs nothing"));
        }

        /// @throws IllegalStateException when something is missing and a skip counts as a failure
        static ConditionEvaluationResult condition(List<String> missing, String by, boolean skipIsFailure) {
            if (missing.isEmpty()) {
                return ConditionEvaluationResult.enabled("All that it needs is there");
            }
            var said = "There is no " + String.join(", no ", missing) + " (" + by + ")";
            if (skipIsFailure) {
                throw new IllegalStateException(said + ", and CI=true.");
            }
            return ConditionEvaluationResult.disabled(said);
        }

        private static List<String> missing(Needs needs) {
            return Arrays.stream(needs.value())
                    .filter(file -> !Files.exists(Path.of(file)))
                    .toList();
        }
    }
}
