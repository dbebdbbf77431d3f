package org.regain.secret;

import java.util.List;

/// Whether this node's keys still are all that the database knows. They were at its start; a database that was restored since, or
/// put in the place of another, may have been used with others.
@FunctionalInterface
public interface FittingKeys {

    /// The names of the keysets that lack one; none: they fit.
    List<String> missing();
}
