package org.regain.password;

import java.util.List;
import org.regain.web.Refusal;

/// A new password, typed twice.
///
/// @param at how far the page thought the flow had come
public record NewPasswordForm(int at, String newPassword, String confirmation) {

    /// For two that are not the same.
    public static final Refusal DIFFER = Refusal.of("refusal.passwords.differ").on("confirmation");

    public boolean differs() {
        return !newPassword.equals(confirmation);
    }

    /// Why it can be no password at all.
    public List<PasswordRefusal> unreadable() {
        return List.of(PasswordRefusal.ofUnreadable(newPassword));
    }

    @Override
    public String toString() {
        return "NewPasswordForm[redacted]";
    }
}
