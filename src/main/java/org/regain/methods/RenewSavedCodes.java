package org.regain.methods;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.regain.secret.SavedCode;
import org.regain.sessions.Acting;
import org.regain.verification.SavedCodes;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// Ten new saved codes; whichever were unused are worth nothing any more.
@Service
class RenewSavedCodes {

    private final SavedCodes savedCodes;
    private final MethodChanges changes;
    private final MethodRecord record;
    private final TransactionTemplate transaction;

    RenewSavedCodes(
            SavedCodes savedCodes, MethodChanges changes, MethodRecord record, TransactionTemplate transaction) {
        this.savedCodes = savedCodes;
        this.changes = changes;
        this.record = record;
        this.transaction = transaction;
    }

    /// The codes, to be shown once; null when a fresher proof is needed first.
    @Nullable
    List<SavedCode> renew(Acting by) {
        var codes = savedCodes.generate(SavedCodes.COUNT);
        var done = transaction.execute(_ -> {
            var ruling = changes.renewSavedCodes(by, savedCodes.macs(by.account(), codes));
            if (ruling == Ruling.DONE) {
                record.renewed(by);
            }
            return ruling;
        });
        return done == Ruling.DONE ? codes : null;
    }
}
