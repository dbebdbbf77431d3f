package org.regain.directory;

/// What is in [TestDs389] before anybody is, and what holds for their passwords.
final class TestDs389Tree {

    private TestDs389Tree() {}

    static final String BEGINNING = """
        dn: %1$s
        objectClass: domain
        dc: contoso

        dn: ou=people,%1$s
        objectClass: organizationalUnit
        ou: people

        dn: ou=services,%1$s
        objectClass: organizationalUnit
        ou: services

        """.formatted(TestDs389.SUFFIX);

    /// As in the OpenLDAP of the tests. A part of a name in a password counts from a length on that none of theirs has.
    static final String POLICIES = """
        dn: cn=config
        changetype: modify
        replace: passwordLockout
        passwordLockout: on
        -
        replace: passwordMaxFailure
        passwordMaxFailure: 5
        -
        replace: passwordUnlock
        passwordUnlock: off
        -
        replace: passwordHistory
        passwordHistory: on
        -
        replace: passwordInHistory
        passwordInHistory: 3
        -
        replace: passwordCheckSyntax
        passwordCheckSyntax: on
        -
        replace: passwordMinLength
        passwordMinLength: 8
        -
        replace: passwordMinCategories
        passwordMinCategories: 1
        -
        replace: passwordMinTokenLength
        passwordMinTokenLength: 20
        -
        replace: passwordMustChange
        passwordMustChange: on

        dn: cn=strict,ou=people,%1$s
        changetype: add
        objectClass: ldapSubEntry
        objectClass: passwordPolicy
        objectClass: extensibleObject
        cn: strict
        passwordLockout: on
        passwordMaxFailure: 10
        passwordExp: on
        passwordMaxAge: 864000
        passwordMinAge: 172800
        passwordCheckSyntax: on
        passwordMinLength: 12
        passwordMinCategories: 2
        passwordMinTokenLength: 20
        passwordHistory: on
        passwordInHistory: 5
        passwordTrackUpdateTime: on

        # Says next to nothing.
        dn: cn=short,ou=people,%1$s
        changetype: add
        objectClass: ldapSubEntry
        objectClass: passwordPolicy
        objectClass: extensibleObject
        cn: short
        passwordTrackUpdateTime: on

        """.formatted(TestDs389.SUFFIX);
}
