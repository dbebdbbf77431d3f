package org.regain.delivery;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.regain.channel.DeliveryException;

/// What a failed send means. Only reply codes are kept: what servers say beside them repeats addresses.
final class SmtpRefusal {

    /// Permanent replies that speak of this client's settings (RFC 4954 § 6), which an operator will mend.
    private static final Set<Integer> SETTINGS = Set.of(530, 534, 535, 538);

    /// The mail library puts the server's reply, which begins with its code (RFC 5321 § 4.2), first in its messages.
    private static final Pattern REPLY = Pattern.compile("([45]\\d\\d)[ -]");

    private SmtpRefusal() {}

    static DeliveryException of(MessagingException e) {
        int reply = 0;
        // The refusal of the one recipient hangs below the refusal of the mail and says more.
        for (Throwable t = e; t != null; t = next(t)) {
            if (t instanceof AuthenticationFailedException) {
                return DeliveryException.transientFailure("smtp authentication");
            }
            reply = Math.max(reply, reply(t));
        }
        if (reply == 0) {
            return DeliveryException.transientFailure("unreachable");
        }
        String failure = "smtp " + reply;
        return reply >= 500 && !SETTINGS.contains(reply)
                ? DeliveryException.permanent(failure)
                : DeliveryException.transientFailure(failure);
    }

    private static int reply(Throwable t) {
        Matcher reply = REPLY.matcher(String.valueOf(t.getMessage()));
        return reply.lookingAt() ? Integer.parseInt(reply.group(1)) : 0;
    }

    private static @Nullable Throwable next(Throwable t) {
        return t instanceof MessagingException m && m.getNextException() != null ? m.getNextException() : t.getCause();
    }
}
