package org.regain.password;

import org.regain.directory.Directory;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/// For parts of the application that stand alone in a test.
public final class NoDirectory {

    private NoDirectory() {}

    /// Where every password is kept here; it asks nobody.
    @SuppressWarnings("NullAway") // Nothing of it is used.
    public static DirectoryPasswords none() {
        return new DirectoryPasswords(
                new StaticListableBeanFactory().getBeanProvider(Directory.class), null, null, null);
    }
}
