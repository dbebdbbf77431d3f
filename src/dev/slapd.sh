#!/usr/bin/env bash
# A real OpenLDAP on loopback with somebody in each state, for trying out: `src/dev/slapd.sh`, then Regain with the settings that it
# prints. It ends with Ctrl+C and leaves nothing behind. It takes Debian's slapd and openssl.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost -keyout key.pem -out ca.pem 2>/dev/null
mkdir data
cat >slapd.conf <<CONF
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
moduleload ppolicy
pidfile $folder/pid
argsfile $folder/args
TLSCACertificateFile $folder/ca.pem
TLSCertificateFile $folder/ca.pem
TLSCertificateKeyFile $folder/key.pem
database mdb
suffix "dc=contoso,dc=test"
rootdn "cn=root,dc=contoso,dc=test"
rootpw "root for trying out"
directory $folder/data
limits dn.exact="cn=regain,ou=services,dc=contoso,dc=test" size.prtotal=unlimited
overlay ppolicy
ppolicy_default "cn=default,ou=policies,dc=contoso,dc=test"
ppolicy_use_lockout
access to attrs=userPassword
  by dn.exact="cn=regain,ou=services,dc=contoso,dc=test" =wx
  by self =wx
  by anonymous auth
access to attrs=pwdAccountLockedTime,pwdReset
  by dn.exact="cn=regain,ou=services,dc=contoso,dc=test" write
  by * break
access to *
  by dn.exact="cn=regain,ou=services,dc=contoso,dc=test" read
  by * break
CONF
person() { # name, then lines of LDIF
    printf 'dn: uid=%s,ou=people,dc=contoso,dc=test\nobjectClass: inetOrgPerson\nuid: %s\ncn: %s\nsn: %s\n' "$1" "$1" "$1" "$1"
    printf 'mail: %s@contoso.example\nuserPassword: correct horse battery\n%s\n\n' "$1" "${2:-pwdChangedTime: $(date -u +%Y%m%d%H%M%SZ)}"
}
{
    cat <<'LDIF'
dn: dc=contoso,dc=test
objectClass: dcObject
objectClass: organization
dc: contoso
o: Contoso

dn: ou=people,dc=contoso,dc=test
objectClass: organizationalUnit
ou: people

dn: ou=services,dc=contoso,dc=test
objectClass: organizationalUnit
ou: services

dn: ou=policies,dc=contoso,dc=test
objectClass: organizationalUnit
ou: policies

dn: cn=services,ou=policies,dc=contoso,dc=test
objectClass: person
objectClass: pwdPolicy
cn: services
sn: services
pwdAttribute: userPassword

dn: cn=regain,ou=services,dc=contoso,dc=test
objectClass: organizationalRole
objectClass: simpleSecurityObject
cn: regain
userPassword: service for trying out
pwdPolicySubentry: cn=services,ou=policies,dc=contoso,dc=test

dn: cn=default,ou=policies,dc=contoso,dc=test
objectClass: person
objectClass: pwdPolicy
cn: default
sn: default
pwdAttribute: userPassword
pwdLockout: TRUE
pwdMaxFailure: 5
pwdMaxAge: 7776000
pwdInHistory: 3
pwdMinLength: 8
pwdCheckQuality: 2
pwdMustChange: TRUE
pwdAllowUserChange: TRUE

LDIF
    person ana
    person li "pwdAccountLockedTime: $(date -u +%Y%m%d%H%M%SZ)"
    person dana 'pwdAccountLockedTime: 000001010000Z'
    person eva 'pwdChangedTime: 20200101000000Z'
    person mia 'pwdReset: TRUE'
} >all.ldif
/usr/sbin/slapd -T add -f slapd.conf -l all.ldif
cat <<SAID
OpenLDAP listens at ldaps://localhost:6360. ana is well, li is locked, dana is disabled, eva's password is too old, mia has to choose another;
each has the password: correct horse battery

export REGAIN_DIRECTORY_URLS=ldaps://localhost:6360 REGAIN_DIRECTORY_CA=$folder/ca.pem
export REGAIN_DIRECTORY_USER=cn=regain,ou=services,dc=contoso,dc=test REGAIN_DIRECTORY_PASSWORD='service for trying out'
export REGAIN_DIRECTORY_BASE=ou=people,dc=contoso,dc=test
SAID
/usr/sbin/slapd -f slapd.conf -h ldaps://127.0.0.1:6360/ -d 0
