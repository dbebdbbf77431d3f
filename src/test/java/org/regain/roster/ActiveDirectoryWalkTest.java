package org.regain.roster;

import org.regain.directory.TestAuthority;
import org.regain.directory.TestSamba;
import org.regain.directory.WithSamba;
import org.regain.support.Needs;
import org.regain.support.Thorough;
import org.springframework.test.context.ContextConfiguration;

/// With Samba's domain controller.
@Thorough
@Needs(
        value = {TestSamba.PROGRAM, TestSamba.SETUP, TestAuthority.PROGRAM},
        by = TestSamba.PACKAGE)
@ContextConfiguration(initializers = WithSamba.class)
class ActiveDirectoryWalkTest extends DirectoryWalk {}
