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

    Sessions(FindByIndexNameSessionRepository<? extends Session> repository) {
        this.repository = repository;
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

    /// Ends one session of this account; another account's is left alone.
    public void end(AccountId account, String id) {
        if (repository.findByPrincipalName(account.toString()).containsKey(id)) {
            repository.deleteById(id);
        }
    }

    public void endOthers(AccountId account, String currentId) {
        repository.findByPrincipalName(account.toString()).keySet().stream()
                .filter(id -> !id.equals(currentId))
                .forEach(repository::deleteById);
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
