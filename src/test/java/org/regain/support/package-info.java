/// What tests are made of: a real PostgreSQL, a clock that can be set, a mail server, and the oracles.
///
/// Start reading at: [RegainTest] for tests of the whole application, [TestPostgres] for tests of SQL.
@NullMarked
package org.regain.support;

import org.jspecify.annotations.NullMarked;
