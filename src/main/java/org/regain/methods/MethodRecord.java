package org.regain.methods;

import org.regain.delivery.About;
import org.regain.delivery.NoticeKind;
import org.regain.delivery.Notices;
import org.regain.readiness.OwnMethod;
import org.regain.sessions.Acting;
import org.regain.verification.Method;
import org.springframework.stereotype.Component;

/// What belongs to every change of a method, inside its transaction: a notice to every confirmed address, the older ones and
/// the new one alike, each with a way to object. The audit event, the database appends itself.
///
/// Source: NIST SP 800-63B-4 § 4.6; OWASP ASVS 5.0 § 6.3.7.
@Component
class MethodRecord {

    private final Notices notices;
    private final OwnMethods methods;

    MethodRecord(Notices notices, OwnMethods methods) {
        this.notices = notices;
        this.methods = methods;
    }

    /// A method was registered and confirmed.
    void added(Acting by, Method kind) {
        notices.tell(by.account(), NoticeKind.METHOD_ADDED, about(by, kind));
    }

    /// To be called before it is removed, so that an address which goes is told as well.
    void removing(Acting by, OwnMethod method) {
        notices.tell(by.account(), NoticeKind.METHOD_REMOVED, about(by, method.kind()));
    }

    /// New saved codes took the place of the older ones.
    void renewed(Acting by) {
        notices.tell(by.account(), NoticeKind.SAVED_CODES_RENEWED, about(by, Method.SAVED_CODE));
    }

    private About about(Acting by, Method kind) {
        return new About(kind.told(), methods.newestServesFrom(by.account(), kind));
    }
}
