package org.regain.tally;

/// Counts what happens. There is no room for a person: what goes in is a constant of ours, or a value of which only the name of
/// its type is looked at. So the words a count may have are as many as the program has types, whatever anybody types.
///
/// What is not told apart on a page is not told apart here either: a decoy counts as what it stands for. What can be learnt all the
/// same, `docs/decisions/0043-watched-on-a-port-of-its-own.md` says.
public interface Tally {

    /// Where nobody watches.
    Tally NOTHING = new Tally() {
        @Override
        public <T> T flow(Kind kind, Step step, T outcome) {
            return outcome;
        }

        @Override
        public <T> T signIn(By by, T outcome) {
            return outcome;
        }

        @Override
        public void full(Enum<?> limit) {}

        @Override
        public void message(Enum<?> channel, String outcome) {}
    };

    /// Ways that take more than one page.
    enum Kind {
        RECOVERY,
        CLAIM,
        /// Somebody signed in tries a method of theirs.
        REGISTER,
        SIGN_IN,
        CHANGE
    }

    /// How far along the way.
    enum Step {
        OPEN,
        ANSWER,
        FINISH
    }

    /// What somebody signs in by.
    enum By {
        PASSWORD,
        PASSKEY
    }

    /// A step was taken, or refused.
    ///
    /// @param outcome what came of it: `Verdict.Wrong` counts as `wrong`
    /// @return the same
    <T> T flow(Kind kind, Step step, T outcome);

    /// The first half of a sign-in was judged, which may be the whole.
    ///
    /// @return the same outcome
    <T> T signIn(By by, T outcome);

    /// A place was refused, because a limit has none left.
    void full(Enum<?> limit);

    /// A message was tried to be sent.
    void message(Enum<?> channel, String outcome);
}
