package org.regain.delivery;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.regain.channel.Channel;
import org.regain.secret.Code;
import org.regain.secret.Permit;
import org.regain.secret.Token;

/// Something to tell one person, or a [Decoy] that tells nobody.
public sealed interface Message {

    /// The way it goes; a decoy has the one that it stands in for.
    Channel channel();

    /// When telling it has lost its sense: from then on it isn't sent, and what waited is erased.
    Instant expiresAt();

    /// A message that somebody receives.
    sealed interface Addressed extends Message {

        Recipient to();

        @Override
        default Channel channel() {
            return to().channel();
        }
    }

    /// A code to type in the page that asked for it.
    record IssuedCode(Recipient to, CodePurpose purpose, Code code, Instant expiresAt) implements Addressed {}

    /// The key with which a new account is claimed. It is too long to be typed off a telephone.
    record ClaimLink(Recipient.Mailbox to, Token token, Instant expiresAt) implements Addressed {}

    /// How somebody of the organisation's directory claims the account that is there for them, with the password that they have. It brings nothing
    /// to do it with: whoever reads it, and is somebody else, can do nothing by it.
    ///
    /// @param organisation what it calls itself; null where no mail may repeat that
    /// @param userName by which they sign in; null where no mail may repeat that
    record FirstSignIn(
            Recipient.Mailbox to,
            @Nullable String organisation,
            @Nullable String userName,
            Instant expiresAt) implements Addressed {

        public FirstSignIn {
            organisation = NameInMail.of(organisation);
            userName = NameInMail.of(userName);
        }
    }

    /// What has happened to an account.
    ///
    /// @param about which way to prove oneself it happened to; null where it is about none, or about all
    /// @param taken the ways to prove oneself that were taken away with it, each once
    /// @param at when it happened
    /// @param repudiation the key to the "This wasn't me" page; null in a text, which carries no link, because people are
    /// told never to follow one in a text
    record Notice(
            Recipient to,
            NoticeKind kind,
            @Nullable About about,
            List<About.Kind> taken,
            Instant at,
            @Nullable Token repudiation,
            Instant expiresAt)
            implements Addressed {

        public Notice(Recipient to, NoticeKind kind, Instant at, @Nullable Token repudiation, Instant expiresAt) {
            this(to, kind, null, List.of(), at, repudiation, expiresAt);
        }

        public Notice(
                Recipient to,
                NoticeKind kind,
                @Nullable About about,
                Instant at,
                @Nullable Token repudiation,
                Instant expiresAt) {
            this(to, kind, about, List.of(), at, repudiation, expiresAt);
        }

        public Notice {
            taken = List.copyOf(taken);
            if ((repudiation == null) != (to instanceof Recipient.Phone)) {
                throw new IllegalArgumentException("Each mail carries a link, and no text does");
            }
        }
    }

    /// What the organisation did or asks for.
    ///
    /// @param at when it was done
    /// @param permit with which codes can be asked for all the same; null where nobody keeps them from that
    record Announcement(
            Recipient.Mailbox to,
            AnnouncementKind kind,
            Instant at,
            @Nullable Permit permit,
            Instant expiresAt) implements Addressed {

        public Announcement {
            if ((permit != null) != kind.bringsPermit()) {
                throw new IllegalArgumentException(kind + " and a permit");
            }
        }
    }

    /// Stands in for the message that an unknown person doesn't get: the same work and the same row, and nothing is sent.
    ///
    /// @param channel the way that was asked for
    /// @param expiresAt as a code's would be
    record Decoy(Channel channel, Instant expiresAt) implements Message {}
}
