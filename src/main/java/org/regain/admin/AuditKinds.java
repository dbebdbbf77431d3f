package org.regain.admin;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.regain.audit.AdministrativeEvent;
import org.regain.audit.AuditEvent;
import org.regain.audit.RecordedEvent;

/// Every kind of event that the audit holds, to choose from.
final class AuditKinds {

    static final List<String> ALL = Stream.of(
                    Arrays.stream(AuditEvent.class.getPermittedSubclasses())
                            .map(kind -> AuditEvent.kindOf(kind.getSimpleName())),
                    Arrays.stream(RecordedEvent.values()).map(Enum::name),
                    Arrays.stream(AdministrativeEvent.values()).map(Enum::name))
            .flatMap(names -> names)
            .distinct()
            .sorted()
            .toList();

    private AuditKinds() {}
}
