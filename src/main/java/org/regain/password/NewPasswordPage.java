package org.regain.password;

import org.regain.account.Account;
import org.springframework.stereotype.Component;
import org.springframework.ui.ModelMap;

/// What a page needs on which somebody chooses a new password. Whoever gets there has proven who they are.
@Component
public class NewPasswordPage {

    private final DirectoryPasswords directory;
    private final DirectoryAdvice advice;

    NewPasswordPage(DirectoryPasswords directory, DirectoryAdvice advice) {
        this.directory = directory;
        this.advice = advice;
    }

    /// The name, for password managers, and whether a directory keeps the password: all that is needed where it is only typed.
    public void whose(ModelMap model, Account account) {
        whose(model, account, directory.find(account.id()).isPresent());
    }

    private static void whose(ModelMap model, Account account, boolean elsewhere) {
        model.addAttribute("username", account.signInName());
        model.addAttribute("elsewhere", elsewhere);
    }

    /// The same, and what is asked of a new one, here and by the directory: one length, whoever asks for it. Or that it comes here from there.
    ///
    /// @param byHolder whether its holder writes it by the old one, and not Regain
    public void fill(ModelMap model, Account account, boolean byHolder) {
        var there = directory.find(account.id());
        var asked = there.filter(InDirectory::stays).map(it -> advice.of(it.entry(), byHolder));
        whose(model, account, asked.isPresent());
        int length = NewPasswords.minimumLength(account);
        model.addAttribute(
                "minimumLength", asked.map(it -> Math.max(length, it.length())).orElse(length));
        asked.ifPresent(it -> model.addAttribute("askedThere", it.sentences()));
        if (there.isPresent() && asked.isEmpty()) {
            model.addAttribute("comesHere", true);
        }
    }
}
