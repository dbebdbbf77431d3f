package org.regain.change;

import java.util.Optional;
import org.regain.password.DirectoryMoves;
import org.regain.sessions.Subscriber;
import org.regain.signin.AfterSignIn;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// What is offered to somebody who has signed in: to take the password of their organisation's directory, or to have one here again. It can be put
/// off each time. What is due about their methods comes first.
@Component
@Order(2)
class DueMove implements AfterSignIn {

    private final DirectoryMoves moves;

    DueMove(DirectoryMoves moves) {
        this.moves = moves;
    }

    @Override
    public Optional<String> path(Subscriber who) {
        return moves.offered(who.account()).map(it -> switch (it.way()) {
            case IN -> MoveInController.PATH;
            case OUT -> "/account/password";
        });
    }
}
