package org.regain.directory;

import com.unboundid.ldap.sdk.*;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.regain.directory.LdapServer.Conversation;

record ActiveDirectory(RootDSE root, Clock clock) implements Dialect {
    public String name() { return "AD"; }
    public Filter people() { throw new UnsupportedOperationException(); }
    public Optional<Filter> called(EntryId id) { throw new UnsupportedOperationException(); }
    public List<String> attributes() { throw new UnsupportedOperationException(); }
    public Optional<org.regain.directory.Entry> entry(SearchResultEntry found, boolean privileged) { throw new UnsupportedOperationException(); }
    public Predicate<SearchResultEntry> privileged(Conversation with, String base) { throw new UnsupportedOperationException(); }
    public boolean isPrivileged(Conversation with, SearchResultEntry found) { throw new UnsupportedOperationException(); }
    public Standing standing(Conversation with, SearchResultEntry found) { throw new UnsupportedOperationException(); }
    public Directory.Checked bind(LDAPConnection connection, String dn, byte[] password) { throw new UnsupportedOperationException(); }
    public Directory.Written reset(Conversation with, SearchResultEntry found, byte[] password) { throw new UnsupportedOperationException(); }
    public Directory.Written change(Conversation with, SearchResultEntry found, byte[] old, byte[] password) { throw new UnsupportedOperationException(); }
    public boolean locksPerServer() { return false; }
    public Directory.Unlocked unlock(Conversation with, SearchResultEntry found) { throw new UnsupportedOperationException(); }
    public Optional<Directory.Policy> policy(Conversation with, SearchResultEntry found) { throw new UnsupportedOperationException(); }
    public List<String> missing(Conversation with, Optional<SearchResultEntry> somebody) { throw new UnsupportedOperationException(); }
}
