package org.regain.database;

/// A user of a database and the password.
record Login(String user, String password) {

    static final String APP = "regain_app";
    static final String MAILER = "regain_mailer";
    static final String ADMIN = "regain_admin";

    @Override
    public String toString() {
        return "Login[" + user + ", redacted]";
    }
}
