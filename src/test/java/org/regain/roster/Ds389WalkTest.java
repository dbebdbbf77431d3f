package org.regain.roster;

import org.regain.directory.TestAuthority;
import org.regain.directory.TestDs389;
import org.regain.directory.WithDs389;
import org.regain.support.Needs;
import org.regain.support.Thorough;
import org.springframework.test.context.ContextConfiguration;

/// With 389 Directory Server.
@Thorough
@Needs(
        value = {TestDs389.PROGRAM, TestDs389.CERTIFICATES, TestAuthority.PROGRAM},
        by = TestDs389.PACKAGE)
@ContextConfiguration(initializers = WithDs389.class)
class Ds389WalkTest extends DirectoryWalk {}
