package org.regain.recovery;

import java.util.Optional;
import java.util.UUID;
import org.regain.delivery.About;
import org.regain.delivery.NoticeKind;
import org.regain.delivery.Notices;
import org.regain.recovery.RecoveryFlow.Completed;
import org.regain.recovery.SetAsideMethods.SetAside;
import org.regain.recovery.SetAsideMethods.Word;
import org.regain.secret.Token;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// "It is mine", "it is not": whoever has just reset the password says it of each method that the reset set aside. Until then
/// such a method opens nothing, so that saying nothing is safe. What goes is told everywhere.
@Service
class JudgeMethod {

    private final SetAsideMethods methods;
    private final Notices notices;
    private final TransactionTemplate transaction;

    JudgeMethod(SetAsideMethods methods, Notices notices, TransactionTemplate transaction) {
        this.methods = methods;
        this.notices = notices;
        this.transaction = transaction;
    }

    Word keep(Completed flow, Token key, UUID id) {
        return methods.keep(flow.head().id(), key, id);
    }

    Word drop(Completed flow, Token key, UUID id) {
        return transaction.execute(status -> {
            // Told before it goes, so that an address which goes is told as well: it may be the owner's.
            find(flow, id).ifPresent(it -> {
                var about = new About(it.method().method().told(), it.addedAt());
                notices.tell(flow.head().account(), NoticeKind.METHOD_REMOVED, about);
            });
            var word = methods.drop(flow.head().id(), key, id);
            if (word != Word.DONE) {
                status.setRollbackOnly();
            }
            return word;
        });
    }

    private Optional<SetAside> find(Completed flow, UUID id) {
        return methods.of(flow.head().id()).stream()
                .filter(it -> it.id().equals(id))
                .findFirst();
    }
}
