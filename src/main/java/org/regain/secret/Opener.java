package org.regain.secret;

import java.security.GeneralSecurityException;

/// The half that can open what a [Sealer] sealed.
public interface Opener {

    /// The bytes that went into [Sealer#seal(byte[], byte[])].
    ///
    /// @param context the same as when sealing
    /// @throws GeneralSecurityException when the bytes were changed, were sealed for another context, or with other
    ///         keys
    byte[] open(byte[] sealed, byte[] context) throws GeneralSecurityException;
}
