package org.regain.start;

/// Something that a node does once before its port opens, so that nobody's request is the first to do it.
///
/// A virtual thread that loads a class holds its carrier, of which there are as many as cores. Where all of them wait for a lock
/// whose owner has none to run on, a node accepts connections and answers nothing, for ever. So what is dear or loads many
/// classes is done here, by a thread of the platform, while nobody asks for anything.
///
/// Changes nothing that anybody could see. Decision: `docs/decisions/0031-warm-before-the-port-opens.md`.
public interface Warming {

    /// What is of no use if this fails, for the sentence that says so: "the pages".
    String what();

    /// Does it, once.
    ///
    /// @throws Exception the node then does not start
    void warm() throws Exception;
}
