package org.regain.password;

import java.util.List;
import org.regain.secret.Password;
import org.regain.web.Refusal;

/// A new password, typed twice.
///
/// @param at how far the page thought the flow had come
public record NewPasswordForm(int at, String newPassword, String confirmation) {

    /// For two that are not the same.
    public static final Refusal DIFFER = Refusal.of("refusal.passwords.differ").on("confirmation");

    public boolean differs() {
        return differ(newPassword, confirmation);
    }

    /// Two that are one password are the same, whatever keyboards they come from; and so are two that are the same text and
    /// can be no password.
    public static boolean differ(String newPassword, String confirmation) {
        return !newPassword.equals(confirmation)
                && !Password.of(newPassword)
                        .filter(it ->
                                Password.of(confirmation).filter(it::equals).isPresent())
                        .isPresent();
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
