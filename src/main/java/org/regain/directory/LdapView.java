package org.regain.directory;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.regain.directory.Dialect.View;
import org.regain.directory.LdapServer.Conversation;

/// Looks at somebody on all servers at once, since a lock may live on the one where the wrong passwords were typed. It only searches.
final class LdapView implements DirectoryView {

    /// So that who opens page after page takes no connections from who signs in.
    private static final int AT_ONCE = 2;

    private final LdapServers servers;
    private final LdapPeople people;
    private final Aside aside = new Aside(AT_ONCE);

    LdapView(LdapServers servers, LdapPeople people) {
        this.servers = servers;
        this.people = people;
    }

    /// @param perServer whether it has locks of its own
    /// @param of null where nobody is called so
    private record Said(
            LdapServer server,
            boolean perServer,
            boolean privileged,
            @Nullable View of) {}

    @Override
    public Sight look(EntryId id) {
        var said = aside
                .askAll(servers.answering().stream()
                        .<Supplier<Said>>map(server -> () -> ask(server, id))
                        .toList())
                .stream()
                .flatMap(Optional::stream)
                .toList();
        return said.isEmpty() ? new Sight.Away() : seen(said);
    }

    private Said ask(LdapServer server, EntryId id) {
        try {
            return servers.ask(server, with -> said(with, people.find(with, id)));
        } catch (LDAPException e) {
            throw new DirectoryAway(e);
        }
    }

    private Said said(Conversation with, Optional<SearchResultEntry> found) throws LDAPException {
        boolean perServer = with.dialect().locksPerServer();
        if (found.isEmpty()) {
            return new Said(with.server(), perServer, false, null);
        }
        var view = with.dialect().view(with, found.get());
        // Who runs a domain takes several searches to say, and mostly nobody has to know.
        return new Said(with.server(), perServer, view.isInTheWay() && people.isPrivileged(with, found.get()), view);
    }

    /// @param said in the order of the setting; where servers tell each other all of it, the first says enough
    private Sight seen(List<Said> said) {
        var first = said.getFirst();
        var view = first.of();
        if (view == null) {
            return new Sight.Nobody();
        }
        return new Sight.Found(
                view.standing().disabled(),
                said.stream().anyMatch(Said::privileged),
                view.demand(),
                view.standing().isSpared(),
                view.changedAt(),
                first.perServer() ? locks(said) : Stream.ofNullable(view.lock()).toList(),
                first.perServer() ? silent(said) : List.of());
    }

    private List<Lock> locks(List<Said> said) {
        var locks = new ArrayList<Lock>();
        for (var one : said) {
            var lock = one.of() == null ? null : one.of().lock();
            if (lock != null) {
                locks.add(new Lock(name(one.server()), lock.since(), lock.until()));
            }
        }
        return locks;
    }

    private List<String> silent(List<Said> said) {
        return servers.all().stream()
                .filter(server -> said.stream().noneMatch(it -> it.server() == server))
                .map(server -> server.url().getAuthority())
                .toList();
    }

    private @Nullable String name(LdapServer server) {
        return servers.all().size() == 1 ? null : server.url().getAuthority();
    }
}
