package org.regain.sessions;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.regain.account.AccountId;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/// Where somebody is signed in.
@Component
public class Sessions {

    private final FindByIndexNameSessionRepository<? extends Session> repository;
    private final JdbcSessionEnds ended;

    Sessions(FindByIndexNameSessionRepository<? extends Session> repository, JdbcSessionEnds ended) {
        this.repository = repository;
        this.ended = ended;
    }

    /// One session as its owner sees it.
    ///
    /// @param id names it; it is the hash of the cookie's secret, so it opens nothing
    record Line(String id, boolean current, Instant startedAt, Instant lastUsedAt, String browser, String source) {}

    /// Newest use first.
    public List<Line> of(AccountId account, String currentId) {
        return repository.findByPrincipalName(account.toString()).values().stream()
                // One that nobody used for long lies there until it is tidied up.
                .filter(session -> !session.isExpired())
                .map(session -> line(session, currentId))
                .sorted(Comparator.comparing(Line::lastUsedAt).reversed())
                .toList();
    }

    /// Ends one session of this account, with what it opened at portals; another account's is left alone.
    public void end(AccountId account, String id) {
        ended.end(account, id);
    }

    /// All but the current one, and what they opened at portals, though a session has lapsed since.
    public void endOthers(AccountId account, String currentId) {
        ended.endOthers(account, currentId);
    }

    private static Line line(Session session, String currentId) {
        return new Line(
                session.getId(),
                session.getId().equals(currentId),
                session.getCreationTime(),
                session.getLastAccessedTime(),
                session.getAttributeOrDefault(SessionStart.BROWSER, ""),
                session.getAttributeOrDefault(SessionStart.SOURCE, ""));
    }
}
