package org.regain.invite;

import java.util.ArrayList;
import java.util.List;
import org.regain.account.Invitation;

/// What an invitation of many came to, in words for the console.
final class InviteReport {

    private final List<String> remarks = new ArrayList<>();
    private int created;
    private boolean refused;

    void add(Invitation invitation, Invited invited) {
        var address = invitation.email().address();
        switch (invited) {
            case Invited.Created _ -> created++;
            case Invited.NameTaken() -> remarks.add(address + ": has an account already; left as it is.");
            case Invited.LooksAlike() -> {
                refused = true;
                remarks.add(address + ": the name looks like that of an existing account.");
            }
            case Invited.NotAllowed() -> {
                refused = true;
                remarks.add(address + ": roles are given by a global administrator, in the console.");
            }
        }
    }

    /// A line that nothing can be done for: then nobody is invited.
    boolean refused() {
        return refused;
    }

    List<String> lines() {
        var lines = new ArrayList<>(remarks);
        if (!refused) {
            lines.add(
                    created == 0
                            ? "Nobody new to invite."
                            : "Invited: " + created + ". Claim links are on their way and work for 72 hours.");
        }
        return lines;
    }
}
