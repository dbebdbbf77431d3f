package org.regain.admin;

import java.util.List;
import org.regain.account.AccountId;
import org.regain.account.OrganisationId;

/// Who uses the console, as the database derived it from the proofs of their sign-in.
///
/// @param organisation theirs, and the only one they see
/// @param global a global administrator; otherwise a user administrator
/// @param fresh they proved who they are as lately as the organisation asks, ten minutes ago at most unless it chose otherwise
record Administrator(AccountId account, OrganisationId organisation, boolean global, boolean fresh) {

    private static final List<String> FOR_ALL = List.of("people", "readiness", "recoveries", "organisation");
    private static final List<String> FOR_GLOBAL =
            List.of("people", "readiness", "recoveries", "delivery", "policy", "portals", "organisation", "audit");

    /// The parts of the console that they may open, as in `/admin/<section>`.
    public List<String> sections() {
        return global ? FOR_GLOBAL : FOR_ALL;
    }
}
