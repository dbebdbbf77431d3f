package org.regain.methods;

import java.util.UUID;
import org.regain.readiness.Holdings;
import org.regain.sessions.Acting;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// A method is renamed or removed. Whose methods are within reach, the sign-in says: another person's are not.
@Service
class EditMethod {

    private final Holdings holdings;
    private final MethodChanges changes;
    private final MethodRecord record;
    private final TransactionTemplate transaction;

    EditMethod(Holdings holdings, MethodChanges changes, MethodRecord record, TransactionTemplate transaction) {
        this.holdings = holdings;
        this.changes = changes;
        this.record = record;
        this.transaction = transaction;
    }

    Ruling rename(Acting by, UUID id, MethodName name) {
        var method = holdings.of(by.account()).find(id);
        if (method.isEmpty()) {
            return Ruling.NONE;
        }
        // It proves what it proved before, so nobody is written to.
        return changes.rename(by, id, name);
    }

    Ruling remove(Acting by, UUID id) {
        var method = holdings.of(by.account()).find(id);
        if (method.isEmpty()) {
            return Ruling.NONE;
        }
        return transaction.execute(status -> {
            record.removing(by, method.get());
            var ruling = changes.remove(by, id);
            if (ruling != Ruling.DONE) {
                status.setRollbackOnly();
            }
            return ruling;
        });
    }
}
