package fort.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// All figures of one run, as a table in Markdown or as JSON.
final class Report {
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    void add(Figure figure) {
        figures.add(figure);
    }

    void remark(String remark) {
        remarks.add(remark);
    }

    String table() {
        StringBuilder text = new StringBuilder(
                "| figure | against | Fort | OpenBao | ratio | goal | |\n|---|---|---|---|---|---|---|\n");
        for (Figure figure : figures) {
            text.append(line(figure));
        }
        long goals = figures.stream().filter(figure -> figure.goal() != null).count();
        long reached = figures.stream()
                .filter(figure -> figure.goal() != null && figure.reached())
                .count();
        text.append("\n%d of %d goals reached.".formatted(reached, goals));
        remarks.forEach(remark -> text.append('\n').append(remark));
        return text.toString();
    }

    private static String line(Figure figure) {
        Figure.Goal goal = figure.goal();
        String verdict = goal == null ? "" : figure.reached() ? "reached" : "NOT REACHED";
        return "| %s | %s | %s | %s | %.2f× | %s | %s |\n"
                .formatted(
                        figure.name(),
                        figure.against(),
                        number(figure.fort(), figure.unit()),
                        number(figure.peer(), figure.unit()),
                        figure.ratio(),
                        goal == null ? "" : goal.toString(),
                        verdict);
    }

    private static String number(double value, String unit) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f %s" : "%.2f %s", value, unit)
                .strip();
    }

    String json() {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        ArrayNode array = root.putArray("figures");
        for (Figure figure : figures) {
            ObjectNode node = array.addObject()
                    .put("name", figure.name())
                    .put("against", figure.against())
                    .put("unit", figure.unit())
                    .put("fort", figure.fort())
                    .put("peer", figure.peer())
                    .put("ratio", figure.ratio());
            if (figure.goal() != null) {
                node.put("goal", figure.goal().toString()).put("reached", figure.reached());
            }
        }
        ArrayNode told = root.putArray("remarks");
        remarks.forEach(told::add);
        return root.toString();
    }
}
