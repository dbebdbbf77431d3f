package org.regain.support;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everybody's mailbox: what Regain has sent over SMTP.
public final class TestMail {

    private final GreenMail server;
    private volatile Runnable hurry = () -> {};

    /// Of a server that is running.
    public TestMail(GreenMail server) {
        this.server = server;
    }

    /// All mails to this address so far, the oldest first.
    public List<MimeMessage> to(String address) {
        return messages(address).stream().map(StoredMessage::getMimeMessage).toList();
    }

    /// All mails to anybody, in no promised order.
    public List<MimeMessage> toAnybody() {
        return server.getUserManager().listUser().stream()
                .flatMap(user -> to(user.getEmail()).stream())
                .toList();
    }

    /// What a mail that is awaited may wait for in turn, and can be asked to hurry.
    public void hurriedBy(Runnable what) {
        hurry = what;
    }

    void hurry() {
        hurry.run();
    }

    /// The newest of at least so many mails to this address, once they are there.
    ///
    /// @throws org.awaitility.core.ConditionTimeoutException when they never come
    public MimeMessage await(String address, int atLeast) {
        Deadline.await(atLeast + " mails to " + address).until(() -> {
            hurry();
            return to(address).size() >= atLeast;
        });
        return to(address).getLast();
    }

    /// The mail about this, whatever else came before or after it: two that are sent within a moment come in any order.
    ///
    /// @throws org.awaitility.core.ConditionTimeoutException when it never comes
    public MimeMessage about(String address, String subject) {
        return Deadline.await("a mail to %s about “%s”".formatted(address, subject))
                .until(
                        () -> {
                            hurry();
                            return to(address).stream()
                                    .filter(it -> subject.equals(subjectOf(it)))
                                    .findFirst();
                        },
                        Optional::isPresent)
                .orElseThrow();
    }

    private static @Nullable String subjectOf(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The newest mail in this address's own mailbox, without a look at anybody else's.
    public MimeMessage newestOf(String address) {
        Deadline.await("a mail to " + address)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> !messages(address).isEmpty());
        return messages(address).getLast().getMimeMessage();
    }

    /// Empties one mailbox.
    public void forget(String address) {
        MailFolder inbox = inbox(address);
        if (inbox != null) {
            inbox.deleteAllMessages();
        }
    }

    /// A copy: a mail may come in at any moment, and what the server hands out can be copied meanwhile but not walked.
    private List<StoredMessage> messages(String address) {
        MailFolder inbox = inbox(address);
        return inbox == null ? List.of() : List.copyOf(inbox.getMessages());
    }

    private @Nullable MailFolder inbox(String address) {
        GreenMailUser user = server.getUserManager().getUserByEmail(address);
        try {
            return user == null
                    ? null
                    : server.getManagers().getImapHostManager().getInbox(user);
        } catch (FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Empties every mailbox.
    public void forget() {
        try {
            server.purgeEmailFromAllMailboxes();
        } catch (FolderException e) {
            throw new IllegalStateException(e);
        }
    }
}
