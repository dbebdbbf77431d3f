package org.regain.law;

/// A number of the law that is another for a while. Whoever changed it puts it back.
final class ChangedNumber implements AutoCloseable {

    private final Court court;
    private String before = "";

    ChangedNumber(Court court) {
        this.court = court;
    }

    void change(String number, String value) {
        close();
        before = court.root
                .sql("select pg_get_functiondef(?::regproc)")
                .param("regain." + number)
                .query(String.class)
                .single();
        court.root("create or replace function " + number + "() returns "
                + (value.startsWith("interval") ? "interval" : "integer") + " language sql immutable return " + value);
    }

    @Override
    public void close() {
        if (!before.isEmpty()) {
            court.root(before);
            before = "";
        }
    }
}
