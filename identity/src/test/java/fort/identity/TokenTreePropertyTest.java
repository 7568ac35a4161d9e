package fort.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Random lives of token trees, against the plainest model: a list of nodes with a parent and an end.
class TokenTreePropertyTest {
    private static final class Node {
        final Issued issued;

        @Nullable
        Node parent;

        final @Nullable Instant end;
        boolean revoked;

        Node(Issued issued, @Nullable Node parent) {
            this.issued = issued;
            this.parent = parent;
            this.end = issued.entry().expires();
        }

        boolean alive(Instant now) {
            return !revoked && (end == null || now.isBefore(end)) && (parent == null || parent.alive(now));
        }
    }

    @Test
    @Tag("attack-34")
    void a_token_works_exactly_while_it_and_its_ancestors_live() {
        for (int seed = 0; seed < 40; seed++) {
            Random choice = new Random(seed);
            World world = new World("production", seed);
            List<Node> nodes = new ArrayList<>(List.of(new Node(world.root(), null)));
            for (int step = 0; step < 60; step++) {
                Node node = nodes.get(choice.nextInt(nodes.size()));
                act(choice.nextInt(10), choice, world, node, nodes);
                for (Node each : nodes) {
                    assertThat(world.works(each.issued))
                            .as("seed %d step %d", seed, step)
                            .isEqualTo(each.alive(world.now()));
                }
            }
        }
    }

    private static void act(int kind, Random choice, World world, Node node, List<Node> nodes) {
        boolean alive = node.alive(world.now());
        if (kind < 6 && alive) {
            nodes.add(new Node(world.child(node.issued, Requests.ttl(10 + choice.nextInt(200))), node));
        } else if (kind == 6 && alive) {
            world.commit(world.tokens.revoke(world.row(node.issued).value()));
            node.revoked = true;
        } else if (kind == 7 && alive) {
            world.commit(
                    World.done(world.tokens.revokeOrphan(world.row(node.issued).value())));
            nodes.stream().filter(child -> child.parent == node).forEach(child -> child.parent = null);
            node.revoked = true;
        } else if (kind == 8) {
            world.wait(Duration.ofSeconds(choice.nextInt(40)));
        } else {
            world.commit(world.tokens.tidy("", 1000, world.now()).changes());
        }
    }
}
