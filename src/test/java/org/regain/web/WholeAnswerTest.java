package org.regain.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.FilterChain;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/// What the database's going away does to an answer, before, in the middle of and after it.
class WholeAnswerTest {

    private final RuntimeException away = new DataAccessResourceFailureException("away");
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void whatFailsAfterAWholeAnswerTakesNothingFromIt() {
        assertThatNoException().isThrownBy(() -> answered(true, null, away));
        assertThat(response.getStatus()).isEqualTo(200);
    }

    /// So that the connection is torn off, and nobody takes half a page for all of it.
    @Test
    void anAnswerThatFailsInTheMiddleIsNoWholeOne() {
        assertThatThrownBy(() -> answered(true, away, away)).isSameAs(away);
    }

    /// A session is saved before its answer goes out, so that an answer whose session was not saved is not on its way.
    @Test
    void anAnswerThatIsNotOnItsWayYetIsReplaced() {
        assertThatNoException().isThrownBy(() -> answered(false, null, away));
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("5");
    }

    @Test
    void aFaultOfOursIsSeenHoweverLateItIs() {
        var fault = new IllegalStateException("ours");
        assertThatThrownBy(() -> answered(true, null, fault)).isSameAs(fault);
    }

    private void answered(boolean onItsWay, @Nullable Exception inTheMiddle, RuntimeException afterwards)
            throws Exception {
        FilterChain chain = (_, _) -> {
            response.setCommitted(onItsWay);
            new WholeAnswer().afterCompletion(request, response, this, inTheMiddle);
            throw afterwards;
        };
        new UnavailableFilter(() -> false).doFilter(request, response, chain);
    }
}
