package org.regain.directory;

import com.unboundid.ldap.sdk.SimpleBindRequest;
import java.time.Clock;
import java.util.Objects;
import org.regain.settings.RegainSettings;
import org.regain.trace.Trace;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/// The directory, where `regain.directory` names one. It connects to nothing before somebody asks it something.
@Configuration(proxyBeanMethods = false)
class DirectoryConfiguration {

    @Bean(destroyMethod = "close")
    @Conditional(WhereSet.class)
    LdapDirectory directory(RegainSettings settings, Clock clock, ObjectProvider<Trace> trace) {
        // The command that looks at a directory has none.
        return open(settings.directory(), clock, trace.getIfAvailable(() -> Trace.NOTHING));
    }

    /// What the console gets of it.
    @Bean
    @Conditional(WhereSet.class)
    DirectoryView directoryView(LdapDirectory directory) {
        return directory.view();
    }

    /// @throws StartRefused where the authorities cannot be read
    static LdapDirectory open(RegainSettings.Directory settings, Clock clock, Trace trace) {
        var user = Objects.requireNonNull(settings.user());
        var base = Objects.requireNonNull(settings.base());
        var bind = new SimpleBindRequest(user, Objects.requireNonNull(settings.password()));
        var tls = Authorities.of(settings.ca()).sockets();
        var servers = new LdapServers(
                settings.urls().stream()
                        .map(url -> new LdapServer(url, tls, bind, new Dialects(clock)))
                        .toList(),
                clock,
                trace);
        var people = new LdapPeople(base, user);
        return new LdapDirectory(servers, people, new DirectoryCheck(servers, people, base, clock));
    }

    /// A line of blanks is nothing.
    static final class WhereSet implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            String urls = context.getEnvironment().getProperty("regain.directory.urls");
            return urls != null && !urls.isBlank();
        }
    }
}
