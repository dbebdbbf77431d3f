package org.regain.registration;

import org.regain.audit.AuditEvent;
import org.regain.audit.AuditLog;
import org.regain.delivery.About;
import org.regain.delivery.NoticeKind;
import org.regain.delivery.Notices;
import org.springframework.stereotype.Component;

/// What belongs to every change of a method, inside its transaction: the audit event, and a notice to every confirmed
/// address, the older ones and the new one alike, each with a way to object.
///
/// Source: NIST SP 800-63B-4 § 4.6; OWASP ASVS 5.0 § 6.3.7.
@Component
class MethodRecord {

    private final Notices notices;
    private final AuditLog audit;
    private final OwnMethods methods;

    MethodRecord(Notices notices, AuditLog audit, OwnMethods methods) {
        this.notices = notices;
        this.audit = audit;
        this.methods = methods;
    }

    /// A method was registered and confirmed.
    void added(Acting by, Way way) {
        notices.tell(by.account(), NoticeKind.METHOD_ADDED, about(by, way));
        audit.append(new AuditEvent.MethodAdded(by.account(), way.name()), by.origin());
    }

    /// To be called before it is removed, so that an address which goes is told as well.
    void removing(Acting by, OwnMethod method) {
        var about = new About(kind(method.way()), method.held().servesFrom());
        notices.tell(by.account(), NoticeKind.METHOD_REMOVED, about);
        audit.append(new AuditEvent.MethodRemoved(by.account(), method.way().name()), by.origin());
    }

    /// New saved codes took the place of the older ones.
    void renewed(Acting by) {
        notices.tell(by.account(), NoticeKind.SAVED_CODES_RENEWED, about(by, Way.SAVED_CODE));
        audit.append(new AuditEvent.MethodAdded(by.account(), Way.SAVED_CODE.name()), by.origin());
    }

    /// A method goes by another name: it proves what it proved before, so nobody is written to.
    void renamed(Acting by, Way way) {
        audit.append(new AuditEvent.MethodRenamed(by.account(), way.name()), by.origin());
    }

    /// A method was tried, and works: nothing has changed, so nobody is written to.
    void tried(Acting by, Way way) {
        audit.append(new AuditEvent.MethodTried(by.account(), way.name()), by.origin());
    }

    private About about(Acting by, Way way) {
        return new About(kind(way), methods.newestServesFrom(by.account(), way));
    }

    private static About.Kind kind(Way way) {
        return About.Kind.valueOf(way.name());
    }
}
