package org.regain.directory;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.regain.directory.LdapServer.Conversation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who is below a base. References to other servers, which a search at a root brings, lead out of it and are not followed.
final class LdapPeople {

    private static final int PAGE = 500;

    private static final Logger LOG = LoggerFactory.getLogger(LdapPeople.class);
    static final String CHECK = "java -jar regain.jar directory check says what follows";

    private final String base;
    private final String user;

    /// @param user the DN of the service account, which is nobody whose password is written
    LdapPeople(String base, String user) {
        this.base = base;
        this.user = user;
    }

    /// Page by page: most servers give no more than 1,000 at once.
    ///
    /// @throws DirectoryAway where the server goes away after the first page, since another one would begin again
    void each(Conversation with, Consumer<Entry> consumer) throws LDAPException {
        var privileged = with.dialect().privileged(with, base);
        warn(with);
        ASN1OctetString next = null;
        do {
            SearchResult page;
            try {
                page = search(with, with.dialect().people(), new SimplePagedResultsControl(PAGE, next, true));
            } catch (LDAPException e) {
                if (next == null) {
                    throw e;
                }
                throw new DirectoryAway(e);
            }
            for (var found : page.getSearchEntries()) {
                with.dialect()
                        .entry(found, isServiceAccount(found) || privileged.test(found))
                        .ifPresent(consumer);
            }
            next = next(page);
        } while (next != null);
    }

    /// Of one of the people, since rights are given below the base as a rule.
    private void warn(Conversation with) throws LDAPException {
        var somebody = somebody(with);
        if (somebody.isPresent()) {
            var unread = with.dialect().unread(with, somebody.get());
            if (!unread.isEmpty()) {
                LOG.warn(
                        "{}: of people the account may not read {} ({})",
                        with.server().url(),
                        unread,
                        CHECK);
            }
        }
    }

    private static @Nullable ASN1OctetString next(SearchResult page) throws LDAPException {
        var control = SimplePagedResultsControl.get(page);
        var cookie = control == null ? null : control.getCookie();
        return cookie == null || cookie.getValueLength() == 0 ? null : cookie;
    }

    /// Somebody below the base who is not there.
    SearchResultEntry nobody() throws LDAPException {
        return new SearchResultEntry(
                new DN(new RDN("cn", "nobody is called so here"), new DN(base)).toString(), List.of());
    }

    /// Nothing where nobody below the base is called so.
    Optional<SearchResultEntry> find(Conversation with, EntryId id) throws LDAPException {
        var called = with.dialect().called(id);
        if (called.isEmpty()) {
            return Optional.empty();
        }
        var filter = Filter.createANDFilter(with.dialect().people(), called.get());
        return search(with, filter).getSearchEntries().stream().findFirst();
    }

    /// Somebody whom Regain may serve; nothing where there is nobody.
    Optional<SearchResultEntry> somebody(Conversation with) throws LDAPException {
        var page = search(with, with.dialect().people(), new SimplePagedResultsControl(10, true));
        for (var found : page.getSearchEntries()) {
            if (!isPrivileged(with, found)) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /// As exactly as one can be asked for; nothing where they have no name to sign in by.
    Optional<Entry> entry(Conversation with, SearchResultEntry found) throws LDAPException {
        var access = with.dialect().access(with, found);
        return with.dialect().entry(found, isPrivileged(with, found)).map(it -> it.with(access));
    }

    boolean isPrivileged(Conversation with, SearchResultEntry found) throws LDAPException {
        return isServiceAccount(found) || with.dialect().isPrivileged(with, found);
    }

    private SearchResult search(Conversation with, Filter filter, Control... controls) throws LDAPException {
        var request = new SearchRequest(
                base, SearchScope.SUB, filter, with.dialect().attributes().toArray(String[]::new));
        request.addControls(controls);
        return with.connection().search(request);
    }

    private boolean isServiceAccount(SearchResultEntry found) throws LDAPException {
        return DN.equals(found.getDN(), user);
    }
}
