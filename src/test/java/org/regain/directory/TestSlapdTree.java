package org.regain.directory;

/// What is in [TestSlapd] before anybody is: policies, and a way out that nobody takes.
final class TestSlapdTree {

    private TestSlapdTree() {}

    static final String BEGINNING = """
        dn: %1$s
        objectClass: dcObject
        objectClass: organization
        dc: contoso
        o: Contoso

        dn: ou=people,%1$s
        objectClass: organizationalUnit
        ou: people

        dn: ou=services,%1$s
        objectClass: organizationalUnit
        ou: services

        dn: ou=policies,%1$s
        objectClass: organizationalUnit
        ou: policies

        dn: cn=default,ou=policies,%1$s
        objectClass: person
        objectClass: pwdPolicy
        cn: default
        sn: default
        pwdAttribute: userPassword
        pwdLockout: TRUE
        pwdMaxFailure: 5
        pwdLockoutDuration: 0
        pwdInHistory: 3
        pwdMinLength: 8
        pwdCheckQuality: 2
        pwdMustChange: TRUE
        pwdAllowUserChange: TRUE

        dn: cn=strict,ou=policies,%1$s
        objectClass: person
        objectClass: pwdPolicy
        cn: strict
        sn: strict
        pwdAttribute: userPassword
        pwdLockout: TRUE
        pwdMaxFailure: 10
        pwdFailureCountInterval: 3600
        pwdMaxAge: 864000
        pwdMinAge: 172800
        pwdMinLength: 12
        pwdInHistory: 5
        pwdCheckQuality: 2
        pwdAllowUserChange: TRUE

        dn: cn=long,ou=policies,%1$s
        objectClass: person
        objectClass: pwdPolicy
        cn: long
        sn: long
        pwdAttribute: userPassword
        pwdMaxAge: 864000
        pwdMinLength: 40
        pwdCheckQuality: 2
        pwdAllowUserChange: TRUE

        dn: cn=minute,ou=policies,%1$s
        objectClass: person
        objectClass: pwdPolicy
        cn: minute
        sn: minute
        pwdAttribute: userPassword
        pwdLockout: TRUE
        pwdMaxFailure: 5
        pwdLockoutDuration: 60

        dn: cn=hidden,ou=policies,%1$s
        objectClass: person
        objectClass: pwdPolicy
        cn: hidden
        sn: hidden
        pwdAttribute: userPassword
        pwdLockout: TRUE
        pwdMaxFailure: 5

        # What a search brings with it, and nobody follows.
        dn: ou=elsewhere,ou=people,%1$s
        objectClass: referral
        objectClass: extensibleObject
        ou: elsewhere
        ref: ldap://127.0.0.1:1/ou=elsewhere,dc=fabrikam,dc=test

        """.formatted(TestSlapd.SUFFIX);
}
