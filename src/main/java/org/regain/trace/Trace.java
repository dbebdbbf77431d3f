package org.regain.trace;

/// Where a request's time goes, for whoever runs Regain. There is no room for a person: a span is one of the [Part]s, begins and
/// ends, and may have failed. Of a fault only the class is kept, since its message may repeat what was typed.
public interface Trace {

    /// Where nobody looks.
    Trace NOTHING = _ -> Span.NOTHING;

    /// What is seen of a request, or of a message.
    enum Part {
        /// Until a password's hash may begin.
        HASH_WAIT,
        HASH,
        /// From asking for a connection to giving it back: a transaction, or a statement that is one by itself.
        DATABASE_APP,
        DATABASE_BACKGROUND,
        DATABASE_MAILER,
        DATABASE_ADMIN,
        /// All that one server is asked at a time.
        DIRECTORY,
        /// A mail on its way out, or a decoy in place of one.
        MAIL,
        TEXT
    }

    /// What has begun and not ended.
    interface Span extends AutoCloseable {

        Span NOTHING = new Span() {
            @Override
            public void failed(Throwable fault) {}

            @Override
            public void close() {}
        };

        void failed(Throwable fault);

        /// Ends it; once more does nothing.
        @Override
        void close();
    }

    /// Begins a part of what this thread does for a request or a message; nothing where it does neither, or none that is looked at. A message
    /// begins by itself, and ends on the thread that began it.
    Span begin(Part part);
}
