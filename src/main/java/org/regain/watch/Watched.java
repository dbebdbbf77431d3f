package org.regain.watch;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/// Whether there is a port to watch by: `management.server.port` is set. A command has none.
final class Watched implements Condition {

    static final String PORT = "management.server.port";

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return in(context.getEnvironment());
    }

    static boolean in(Environment environment) {
        return environment.getProperty(PORT, Integer.class, -1) >= 0;
    }
}
