package org.regain.database;

import java.sql.SQLException;
import org.regain.start.StartRefused;

/// What PostgreSQL says when it refuses, as a sentence for whoever starts Regain.
///
/// @param url of the database, without a password
/// Source: PostgreSQL, appendix A (error codes).
record Refusals(String url) {

    /// @param setting the setting that may be at fault
    StartRefused of(SQLException e, String setting, Login login) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        String sentence = switch (state) {
            // Of one who does not exist PostgreSQL says the same; only its log says which it was.
            case "28P01", "28000" ->
                "does not let " + login.user() + " in: " + setting
                        + " is wrong, or that login does not exist, has expired or is not permitted from here"
                        + " (the server's log says which).";
            case "3D000" ->
                "does not exist: make it with roles.sql (docs/operations.md), or name the right one in"
                        + " regain.database.url.";
            case "42501" ->
                "does not permit " + login.user()
                        + " to connect: set it up with roles.sql (docs/operations.md), or name the right one in"
                        + " regain.database.url.";
            case "53300" -> "has no connection left: raise its max_connections.";
            case "57P03" -> "is starting up or shutting down: start Regain again in a moment.";
            default ->
                state.startsWith("08")
                        ? "cannot be reached (" + firstLine(e) + "): look at regain.database.url and whether it runs."
                        : "refuses " + login.user() + ": " + firstLine(e);
        };
        return new StartRefused(whole(sentence), e);
    }

    /// @param what goes on from "The database at …"
    StartRefused because(String what) {
        return new StartRefused(whole(what));
    }

    /// The innermost reason, of which drivers and Flyway make many lines.
    static String firstLine(Throwable fault) {
        Throwable cause = fault;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return message.lines().findFirst().orElse("").strip();
    }

    private String whole(String what) {
        return "The database at " + url + " " + what;
    }
}
