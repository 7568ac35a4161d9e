/// The laws of the house as tests. Each test class says in its first sentence which law it holds and why there is
/// one.
@NullMarked
package fort.laws;

import org.jspecify.annotations.NullMarked;
