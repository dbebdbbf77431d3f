package org.regain.limits;

/// Takes places under limits. A place that was taken is never given back.
public interface Limits {

    /// Takes one place for this subject.
    default Taken take(Limit limit, byte[] subject) {
        return take(limit, subject, 0);
    }

    /// Takes one place for this subject, leaving `kept` of them to others who have a better claim.
    Taken take(Limit limit, byte[] subject, int kept);

    /// Takes one place of all that everybody shares.
    Taken takeOfAll(Limit limit);
}
