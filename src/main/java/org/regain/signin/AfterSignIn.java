package org.regain.signin;

import java.util.Optional;
import org.regain.sessions.Subscriber;

/// Something that is due when somebody has signed in, such as a method to be tried that was not used for long. Beans of this
/// type are asked in their order (`@Order`), and the first that has a page wins; where none has, "Your account" is next.
public interface AfterSignIn {

    /// The path of one of our own pages, such as `/account/check`; never anything out of a request. Empty: nothing is due.
    Optional<String> path(Subscriber who);
}
