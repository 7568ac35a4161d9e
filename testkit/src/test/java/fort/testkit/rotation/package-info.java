/// A world of secrets, nodes, targets and clients in which years of rotation pass in milliseconds, from a seed.
@NullMarked
package fort.testkit.rotation;

import org.jspecify.annotations.NullMarked;
