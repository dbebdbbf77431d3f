/// Several nodes, each a process of its own, over one database and one mail server, behind a balancer that sends each request to
/// another of them.
///
/// Start reading at: [NodesTest]; [Rig] is what it stands on. Where a node dies: [KilledNodeTest].
@NullMarked
package org.regain.nodes;

import org.jspecify.annotations.NullMarked;
