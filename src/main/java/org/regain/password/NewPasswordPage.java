package org.regain.password;

import java.util.Optional;
import org.regain.account.Account;
import org.springframework.stereotype.Component;
import org.springframework.ui.ModelMap;

/// What a page needs on which somebody chooses a new password. Whoever gets there has proven who they are.
@Component
public class NewPasswordPage {

    private final DirectoryAdvice directory;
    private final DirectoryMoves moves;

    NewPasswordPage(DirectoryAdvice directory, DirectoryMoves moves) {
        this.directory = directory;
        this.moves = moves;
    }

    /// The name, for password managers, and whether a directory keeps the password: all that is needed where it is only typed.
    public void whose(ModelMap model, Account account) {
        whose(model, account, directory.isFor(account.id()));
    }

    private static void whose(ModelMap model, Account account, boolean elsewhere) {
        model.addAttribute("username", account.signInName());
        model.addAttribute("elsewhere", elsewhere);
    }

    /// The same, and what is asked of a new one, here and by the directory: one length, whoever asks for it. Or that it comes here from there.
    ///
    /// @param byHolder whether its holder writes it by the old one, and not Regain
    public void fill(ModelMap model, Account account, boolean byHolder) {
        boolean there = directory.isFor(account.id());
        // Where no directory is connected any more, theirs is a new password like any other.
        boolean comesHere = there && moves.mayComeHere(account.id());
        whose(model, account, there && !comesHere);
        Optional<DirectoryAdvice.AskedThere> asked = there ? directory.of(account.id(), byHolder) : Optional.empty();
        int length = NewPasswords.minimumLength(account);
        model.addAttribute(
                "minimumLength", asked.map(it -> Math.max(length, it.length())).orElse(length));
        asked.ifPresent(it -> model.addAttribute("askedThere", it.sentences()));
        if (comesHere) {
            model.addAttribute("comesHere", true);
        }
    }
}
