/// What it costs, measured against the floor in one run: see `docs/measurements.md`.
@NullMarked
package org.regain.bench;

import org.jspecify.annotations.NullMarked;
