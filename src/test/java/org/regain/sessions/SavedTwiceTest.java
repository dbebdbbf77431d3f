package org.regain.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.support.CountingSockets;
import org.regain.support.Cut;
import org.regain.support.Scene;
import org.regain.support.TestPostgres;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.transaction.TransactionException;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// The answer to the saving of a session is lost, and it is saved again: at each statement, since the commit is one of them.
class SavedTwiceTest extends Scene {

    @Autowired
    SessionRepository<? extends Session> sessions;

    @Autowired
    TestPostgres database;

    @BeforeEach
    void aRequestForWhichTheyAreNamed() {
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
    }

    @AfterEach
    void mend() {
        CountingSockets.mend(database.name());
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void aSessionThatIsSavedTwiceIsThereOnceWithAllThatItHolds() {
        int lost = 0;
        while (isLostAndSavedAgain(sessions, lost + 1)) {
            lost++;
        }
        assertThat(lost).as("statements whose answer was lost").isGreaterThan(2);
    }

    /// @return whether there was an n-th statement
    private <S extends Session> boolean isLostAndSavedAgain(SessionRepository<S> all, int nth) {
        S session = all.createSession();
        session.setAttribute("SEEN", "number " + nth);
        var cut = new Cut(Thread.currentThread().getName(), nth, Cut.When.BEFORE_ITS_ANSWER_COMES);
        CountingSockets.cut(database.name(), cut);
        try {
            all.save(session);
        } catch (DataAccessException | TransactionException lost) {
            CountingSockets.mend(database.name());
            all.save(session);
        }
        CountingSockets.mend(database.name());
        assertThat(Objects.requireNonNull(all.findById(session.getId())).<String>getAttribute("SEEN"))
                .isEqualTo("number " + nth);
        return cut.struck();
    }
}
