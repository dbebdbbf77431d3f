package org.regain.account;

/// Says whether what another system kept in place of a password can be taken, and tells the caller nothing else about it.
public interface ImportedForms {

    Verdict judge(String hash);

    /// What was found.
    enum Verdict {
        USABLE,
        /// It has none of the forms that are known, or is damaged.
        UNKNOWN_FORM,
        /// To verify it would cost too much.
        TOO_DEAR
    }
}
