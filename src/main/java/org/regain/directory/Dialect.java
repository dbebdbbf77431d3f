package org.regain.directory;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.regain.directory.Directory.Checked;
import org.regain.directory.Directory.Policy;
import org.regain.directory.Directory.Unlocked;
import org.regain.directory.Directory.Written;
import org.regain.directory.DirectoryView.Demand;
import org.regain.directory.DirectoryView.Lock;
import org.regain.directory.Entry.Access;
import org.regain.directory.LdapServer.Conversation;

/// What one kind of directory has its own names and ways for.
///
/// Whatever throws an [LDAPException] has changed nothing, so that another server may be asked the same. What may have changed something
/// answers by a value.
sealed interface Dialect permits ActiveDirectory, OpenLdap, Ds389 {

    /// As people know it.
    String name();

    /// Who counts as one of the people.
    Filter people();

    /// Nothing where nobody can be called so here.
    Optional<Filter> called(EntryId id);

    /// What to read of somebody for the other calls.
    List<String> attributes();

    /// By what was read of them alone. Nothing where they have no name to sign in by.
    Optional<Entry> entry(SearchResultEntry found, boolean privileged);

    /// Who runs the directory, as it stands now; for many people at once.
    Predicate<SearchResultEntry> privileged(Conversation with, String base) throws LDAPException;

    /// The same for one, by all that can be asked of one.
    boolean isPrivileged(Conversation with, SearchResultEntry found) throws LDAPException;

    /// Whether they are let in. It asks where what was read does not tell.
    Access access(Conversation with, SearchResultEntry found) throws LDAPException;

    /// What of them the service account may not read, of that by which something is decided.
    List<String> unread(Conversation with, SearchResultEntry found) throws LDAPException;

    Standing standing(Conversation with, SearchResultEntry found) throws LDAPException;

    /// Signs in as somebody, on a connection of its own.
    Checked bind(LDAPConnection connection, SearchResultEntry found, byte[] password) throws LDAPException;

    /// Writes it as the service account.
    ///
    /// @param password not empty
    Written reset(Conversation with, SearchResultEntry found, byte[] password) throws LDAPException;

    /// Writes it by the right of who has the old one.
    ///
    /// @param password not empty
    Written change(Conversation with, SearchResultEntry found, byte[] old, byte[] password) throws LDAPException;

    /// Whether each server has locks of its own.
    boolean locksPerServer();

    /// On this server.
    Unlocked unlock(Conversation with, SearchResultEntry found) throws LDAPException;

    Optional<Policy> policy(Conversation with, SearchResultEntry found) throws LDAPException;

    /// How they stand on this server, to be shown.
    View view(Conversation with, SearchResultEntry found) throws LDAPException;

    /// What is missing, in sentences, beside what is asked of every directory.
    ///
    /// @param somebody of the people, if there is anybody
    List<String> missing(Conversation with, Optional<SearchResultEntry> somebody) throws LDAPException;

    /// How somebody stands with the directory, as far as wrong passwords and its administrators go.
    ///
    /// @param locked   by wrong passwords, now
    /// @param failures wrong passwords that count; null where that cannot be read
    /// @param most     wrong passwords that lock; 0: none do
    record Standing(Access access, boolean locked, @Nullable Integer failures, int most) {

        /// What has to be left for their desktop: somebody guesses here, and their holder mistypes there.
        private static final int LEFT = 2;

        /// Whether a wrong password now would leave at least two more before the directory locks; where it locks after fewer than that in all,
        /// whether it would be the first. Not where nobody knows how many came before.
        boolean mayTry() {
            return !locked && (most == 0 || (failures != null && (failures == 0 || most - failures > LEFT)));
        }

        boolean disabled() {
            return access == Access.DENIED;
        }

        /// Whether it is Regain alone that tries none more.
        boolean isSpared() {
            return !locked && !mayTry();
        }
    }

    /// What one server says of somebody ([DirectoryView.Sight.Found]).
    ///
    /// @param lock without the name of the server; null where there is none
    record View(
            Standing standing,
            Demand demand,
            @Nullable Instant changedAt,
            @Nullable Lock lock) {

        /// Whether anything of theirs stands in their way that may be mended.
        boolean isInTheWay() {
            return !standing.mayTry() || demand != Demand.NONE;
        }
    }
}
