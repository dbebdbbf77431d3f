package org.regain.support;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everybody's mailbox: what Regain has sent over SMTP.
public final class TestMail {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final long LOOK_AGAIN_MILLIS = 20;

    private final GreenMail server;

    TestMail(GreenMail server) {
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

    /// The newest of at least so many mails to this address, once they are there.
    ///
    /// @throws AssertionError when they have not come within ten seconds
    public MimeMessage await(String address, int atLeast) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        List<MimeMessage> mails = to(address);
        while (mails.size() < atLeast) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        "There are " + mails.size() + " mails to " + address + " and not " + atLeast + ".");
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
            mails = to(address);
        }
        return mails.getLast();
    }

    /// The newest mail in this address's own mailbox, without a look at anybody else's.
    public MimeMessage newestOf(String address) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (System.nanoTime() < end) {
            List<StoredMessage> mails = messages(address);
            if (!mails.isEmpty()) {
                return mails.getLast().getMimeMessage();
            }
            Thread.sleep(1);
        }
        throw new AssertionError("There is no mail to " + address + ".");
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
