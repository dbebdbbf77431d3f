/// The attacks that have worked on others' recovery, tried on the running application. Each is named by its id: a CVE, an
/// advisory, a report, or a class of attack. `docs/threats.md` lists those that have nothing to act on here yet.
///
/// Three oracles judge: what changed in the rows, what was mailed, and whether two replies are the same.
///
/// Start reading at: [Attack], then any test; [AttackListTest] shows that none is missing.
@NullMarked
package org.regain.attacks;

import org.jspecify.annotations.NullMarked;
