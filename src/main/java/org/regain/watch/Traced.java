package org.regain.watch;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.core.type.AnnotatedTypeMetadata;

/// Whether there are traces: `regain.traces.endpoint` is set. A command has none, whatever is set for the server beside it.
final class Traced implements Condition {

    private static final String ENDPOINT = "regain.traces.endpoint";
    private static final Profiles COMMAND = Profiles.of("command");

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return in(context.getEnvironment());
    }

    private static boolean in(Environment environment) {
        return !environment.getProperty(ENDPOINT, "").isBlank() && !environment.acceptsProfiles(COMMAND);
    }

    /// Whether there are none.
    static final class Not implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !in(context.getEnvironment());
        }
    }
}
