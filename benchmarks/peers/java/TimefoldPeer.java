import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.entity.PlanningPin;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.solution.ProblemFactCollectionProperty;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import ai.timefold.solver.core.api.score.buildin.bendablelong.BendableLongScore;
import ai.timefold.solver.core.api.score.stream.Constraint;
import ai.timefold.solver.core.api.score.stream.ConstraintCollectors;
import ai.timefold.solver.core.api.score.stream.ConstraintFactory;
import ai.timefold.solver.core.api.score.stream.ConstraintProvider;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.constructionheuristic.ConstructionHeuristicPhaseConfig;
import ai.timefold.solver.core.config.constructionheuristic.decider.forager.ConstructionHeuristicForagerConfig;
import ai.timefold.solver.core.config.constructionheuristic.decider.forager.ConstructionHeuristicPickEarlyType;
import ai.timefold.solver.core.config.constructionheuristic.placer.QueuedEntityPlacerConfig;
import ai.timefold.solver.core.config.heuristic.selector.common.SelectionCacheType;
import ai.timefold.solver.core.config.heuristic.selector.common.SelectionOrder;
import ai.timefold.solver.core.config.heuristic.selector.entity.EntitySelectorConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.generic.ChangeMoveSelectorConfig;
import ai.timefold.solver.core.config.heuristic.selector.value.ValueSelectorConfig;
import ai.timefold.solver.core.config.localsearch.LocalSearchPhaseConfig;
import ai.timefold.solver.core.config.solver.SolverConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StreamTokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The peer Timefold on a problem laid out by layout.py: one planning entity a head, whose agent may stay unassigned.
 * The order of the objective is its bendable score: one hard level of rules, then ten of coverage, then one of soft cost.
 * Usage: TimefoldPeer LAYOUT SECONDS SEED OUT
 */
public class TimefoldPeer {

    static final int SOFT_LEVELS = 11;
    static final double SOFT_UNIT = 1000; // soft costs are whole thousandths

    // ---- what the problem says ----

    static double[] weights = new double[5]; // travel, cohesion, continuity, equity, preference
    static double detour, speed, fixed;
    static boolean travelTimes;
    static double[][] between, fromBase; // km
    static long[] weekStart, weekEnd, weekLimit, weekRest, meanLimit;
    static int meanWeeks;
    static int[] mixSize;

    public static class Agent {
        int index, unit, corpsBits;
        double lat, lon, burden;
        long weekLimit, totalLimit;
        long[] history;
        List<long[]> wishes = new ArrayList<>(); // start, end, cost in soft units
    }

    public static class Need {
        int index, site, priority, group, heads;
        long start, end, day, duty, amplitude, rest, continuous, daysInRow;
        double burden;
        boolean relieved;
    }

    public static class Line {
        int index, count, minimum;
        Need need;
    }

    @PlanningEntity
    public static class Head {
        @PlanningId public int id;
        public Line line;
        public List<Agent> eligible;
        @PlanningPin public boolean pinned;
        @PlanningVariable(allowsUnassigned = true) public Agent agent;

        @ValueRangeProvider public List<Agent> getEligible() { return eligible; }
        public Line getLine() { return line; }
        public Need getNeed() { return line.need; }
        public Agent getAgent() { return agent; }
    }

    @PlanningSolution
    public static class Roster {
        @PlanningEntityCollectionProperty public List<Head> heads;
        @ProblemFactCollectionProperty public List<Line> lines;
        @PlanningScore(bendableHardLevelsSize = 1, bendableSoftLevelsSize = SOFT_LEVELS) public BendableLongScore score;
    }

    // ---- the rules and costs of one agent's row ----

    public record RowCost(long broken, long soft) {}

    static RowCost rowCost(List<Head> heads) {
        Agent agent = heads.get(0).agent;
        Need[] row = heads.stream().map(Head::getNeed).sorted(Comparator.comparingLong((Need n) -> n.start).thenComparingInt(n -> n.index)).toArray(Need[]::new);
        long broken = duties(agent, row) + runsOfWork(row) + weeks(agent, row) + daysInRow(row);
        return new RowCost(broken, Math.round(SOFT_UNIT * softCost(agent, row)) + wishes(agent, row));
    }

    static long duties(Agent agent, Need[] row) {
        long broken = 0, total = 0;
        for (int first = 0; first < row.length;) {
            long worked = 0, end = row[first].end;
            int next = first;
            do {
                Need need = row[next];
                worked += need.end - need.start;
                if (next > first) {
                    Need before = row[next - 1];
                    long gap = need.start - before.end;
                    broken += Math.max(0, -gap) + (long) Math.ceil(Math.max(0, minutes(before.site, need.site) - gap - 1e-6));
                }
                end = Math.max(end, need.end);
                next++;
            } while (next < row.length && row[next].start - end < row[first].rest);
            broken += Math.max(0, worked - row[first].duty) + Math.max(0, end - row[first].start - row[first].amplitude);
            total += worked;
            first = next;
        }
        return broken + Math.max(0, total - agent.totalLimit);
    }

    static long runsOfWork(Need[] row) {
        long broken = 0;
        for (int first = 0; first < row.length;) {
            long end = row[first].end;
            boolean relieved = row[first].relieved;
            int next = first + 1;
            while (next < row.length && row[next].start - end < 20) {
                end = Math.max(end, row[next].end);
                relieved &= row[next].relieved;
                next++;
            }
            if (!relieved) broken += Math.max(0, end - row[first].start - row[first].continuous);
            first = next;
        }
        return broken;
    }

    static long weeks(Agent agent, Need[] row) {
        long broken = 0;
        int known = agent.history.length;
        long[] minutes = Arrays.copyOf(agent.history, known + weekStart.length);
        int post = 0;
        for (int week = 0; week < weekStart.length; week++) {
            long free = weekStart[week], longest = 0;
            boolean works = false;
            while (post > 0 && row[post - 1].end > weekStart[week]) post--;
            for (; post < row.length && row[post].start < weekEnd[week]; post++) {
                long start = Math.max(row[post].start, weekStart[week]), end = Math.min(row[post].end, weekEnd[week]);
                if (start >= end) continue;
                works = true;
                minutes[known + week] += end - start;
                longest = Math.max(longest, start - free);
                free = Math.max(free, end);
            }
            if (!works) continue;
            longest = Math.max(longest, weekEnd[week] - free);
            broken += Math.max(0, minutes[known + week] - Math.min(weekLimit[week], agent.weekLimit)) + Math.max(0, weekRest[week] - longest);
        }
        return broken + means(minutes, known);
    }

    static long means(long[] minutes, int known) {
        long broken = 0;
        for (int last = meanWeeks - 1; last < minutes.length; last++) {
            long sum = 0, planned = 0;
            for (int week = last - meanWeeks + 1; week <= last; week++) {
                sum += minutes[week];
                if (week >= known) planned += minutes[week];
            }
            if (planned > 0 && last >= known) broken += Math.max(0, sum - meanLimit[last - known] * meanWeeks);
        }
        return broken;
    }

    static long daysInRow(Need[] row) {
        long broken = 0, length = 0, before = Long.MIN_VALUE;
        for (Need need : row) {
            if (need.day == before) continue;
            length = need.day == before + 1 ? length + 1 : 1;
            before = need.day;
            if (length > need.daysInRow) broken += 480; // a day of work too many
        }
        return broken;
    }

    static double softCost(Agent agent, Need[] row) {
        double km = 0, burden = 0;
        long end = 0;
        Need dutyStart = null, before = null;
        for (Need need : row) {
            if (dutyStart == null || need.start - end >= dutyStart.rest) {
                if (before != null) km += fromBase[agent.index][before.site];
                km += fromBase[agent.index][need.site];
                dutyStart = need;
                end = need.end;
            } else {
                km += between[before.site][need.site];
            }
            end = Math.max(end, need.end);
            before = need;
            burden += need.burden;
        }
        km += fromBase[agent.index][before.site];
        return weights[0] * km + weights[3] * ((agent.burden + burden) * (agent.burden + burden) - agent.burden * agent.burden);
    }

    static long wishes(Agent agent, Need[] row) {
        long cost = 0;
        for (long[] wish : agent.wishes)
            for (Need need : row) if (need.start < wish[1] && wish[0] < need.end) cost += wish[2];
        return cost;
    }

    static double minutes(int site, int other) {
        if (!travelTimes || site == other || Double.isNaN(between[site][other])) return 0;
        return between[site][other] / speed * 60 + fixed;
    }

    // ---- the constraints ----

    public static class Rules implements ConstraintProvider {
        @Override
        public Constraint[] defineConstraints(ConstraintFactory factory) {
            List<Constraint> all = new ArrayList<>();
            all.add(rows(factory).filter((agent, cost) -> cost.broken() > 0)
                    .penalizeLong(BendableLongScore.ofHard(1, SOFT_LEVELS, 0, 1), (agent, cost) -> cost.broken()).asConstraint("rules"));
            all.add(factory.forEach(Head.class).groupBy(Head::getNeed, Head::getAgent, ConstraintCollectors.count())
                    .filter((need, agent, count) -> count > 1)
                    .penalizeLong(BendableLongScore.ofHard(1, SOFT_LEVELS, 0, 1), (need, agent, count) -> 480L * (count - 1)).asConstraint("one line a need"));
            if (mixSize.length > 0)
                all.add(factory.forEach(Head.class).filter(head -> head.agent.corpsBits != 0)
                        .groupBy(Head::getNeed, ConstraintCollectors.toSet((Head head) -> head.agent.corpsBits))
                        .filter((need, bits) -> mixes(bits) > 0)
                        .penalizeLong(BendableLongScore.ofHard(1, SOFT_LEVELS, 0, 1), (need, bits) -> 480L * mixes(bits)).asConstraint("forbidden mixes"));
            for (int priority = 1; priority <= 5; priority++) {
                int wanted = priority;
                all.add(factory.forEachIncludingUnassigned(Head.class).filter(head -> head.line.need.priority == wanted && head.line.minimum > 0)
                        .groupBy(Head::getLine, ConstraintCollectors.sum((Head head) -> head.agent == null ? 0 : 1))
                        .filter((line, held) -> held < line.minimum)
                        .penalizeLong(BendableLongScore.ofSoft(1, SOFT_LEVELS, priority - 1, 1), (line, held) -> line.minimum - held).asConstraint("minimum " + priority));
                all.add(factory.forEachIncludingUnassigned(Head.class).filter(head -> head.agent == null && head.line.need.priority == wanted)
                        .penalizeLong(BendableLongScore.ofSoft(1, SOFT_LEVELS, priority + 4, 1), head -> 1L).asConstraint("count " + priority));
            }
            BendableLongScore soft = BendableLongScore.ofSoft(1, SOFT_LEVELS, SOFT_LEVELS - 1, 1);
            all.add(rows(factory).penalizeLong(soft, (agent, cost) -> cost.soft()).asConstraint("own costs"));
            if (weights[1] > 0)
                all.add(factory.forEach(Head.class).filter(head -> head.agent.unit >= 0)
                        .groupBy(Head::getNeed, ConstraintCollectors.countDistinct((Head head) -> head.agent.unit))
                        .penalizeLong(soft, (need, units) -> Math.round(SOFT_UNIT * weights[1] * (units - 1))).asConstraint("cohesion"));
            if (weights[2] > 0)
                all.add(factory.forEach(Head.class).filter(head -> head.line.need.group >= 0)
                        .groupBy(head -> head.line.need.group, ConstraintCollectors.countDistinct(Head::getAgent))
                        .penalizeLong(soft, (group, faces) -> Math.round(SOFT_UNIT * weights[2] * Math.max(0, faces - largest[group]))).asConstraint("continuity"));
            return all.toArray(Constraint[]::new);
        }

        static ai.timefold.solver.core.api.score.stream.bi.BiConstraintStream<Agent, RowCost> rows(ConstraintFactory factory) {
            return factory.forEach(Head.class)
                    .groupBy(Head::getAgent, ConstraintCollectors.collectAndThen(ConstraintCollectors.<Head>toList(), TimefoldPeer::rowCost));
        }

        static int mixes(Set<Integer> present) {
            int bits = 0, place = 0, found = 0;
            for (int each : present) bits |= each;
            for (int size : mixSize) {
                int all = ((1 << size) - 1) << place;
                if ((bits & all) == all) found++;
                place += size;
            }
            return found;
        }
    }

    static int[] largest; // head count of the largest need of each group

    // ---- reading, solving, writing ----

    static StreamTokenizer words;

    static double number() throws IOException {
        words.nextToken();
        return Double.parseDouble(words.sval);
    }

    static int whole() throws IOException { return (int) number(); }

    public static void main(String[] arguments) throws IOException {
        Roster roster;
        try (BufferedReader file = Files.newBufferedReader(Path.of(arguments[0]))) {
            words = new StreamTokenizer(file);
            words.resetSyntax();
            words.wordChars('!', '~');
            words.whitespaceChars(0, ' ');
            roster = read();
        }
        double seconds = Double.parseDouble(arguments[1]);
        SolverConfig config = new SolverConfig().withSolutionClass(Roster.class).withEntityClasses(Head.class)
                .withConstraintProviderClass(Rules.class).withTerminationSpentLimit(Duration.ofMillis(Math.round(1000 * seconds)))
                .withRandomSeed(Long.parseLong(arguments[2])).withPhases(construction(), new LocalSearchPhaseConfig());
        Roster best = SolverFactory.<Roster>create(config).buildSolver().solve(roster);
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(Path.of(arguments[3])))) {
            for (Head head : best.heads) if (head.agent != null) out.println(head.agent.index + " " + head.line.index);
        }
        System.err.println(best.score);
    }

    /** Each head in turn takes the nearest agent who breaks no rule; nobody where there is none. */
    static ConstructionHeuristicPhaseConfig construction() {
        var entities = new EntitySelectorConfig().withId("heads").withCacheType(SelectionCacheType.PHASE).withSelectionOrder(SelectionOrder.ORIGINAL);
        var change = new ChangeMoveSelectorConfig()
                .withEntitySelectorConfig(EntitySelectorConfig.newMimicSelectorConfig("heads"))
                .withValueSelectorConfig(new ValueSelectorConfig().withSelectionOrder(SelectionOrder.ORIGINAL))
                .withSelectionOrder(SelectionOrder.ORIGINAL);
        return new ConstructionHeuristicPhaseConfig()
                .withEntityPlacerConfig(new QueuedEntityPlacerConfig().withEntitySelectorConfig(entities).withMoveSelectorConfigs(change))
                .withForagerConfig(new ConstructionHeuristicForagerConfig().withPickEarlyType(ConstructionHeuristicPickEarlyType.FIRST_FEASIBLE_SCORE_OR_NON_DETERIORATING_HARD));
    }

    static Roster read() throws IOException {
        for (int i = 0; i < weights.length; i++) weights[i] = number();
        detour = number(); speed = number(); fixed = number(); travelTimes = whole() == 1;
        double[][] sites = new double[whole()][];
        for (int i = 0; i < sites.length; i++) sites[i] = new double[] {number(), number()};
        readWeeks();
        Agent[] agents = readAgents();
        between = distances(sites, sites);
        fromBase = distances(Arrays.stream(agents).map(a -> new double[] {a.lat, a.lon}).toArray(double[][]::new), sites);
        Roster roster = readLines(readNeeds(), agents);
        for (int i = whole(); i > 0; i--) {
            Agent agent = agents[whole()];
            agent.wishes.add(new long[] {(long) number(), (long) number(), Math.round(SOFT_UNIT * weights[4] * number())});
        }
        return roster;
    }

    static void readWeeks() throws IOException {
        int count = whole();
        meanWeeks = whole();
        weekStart = new long[count]; weekEnd = new long[count]; weekLimit = new long[count]; weekRest = new long[count]; meanLimit = new long[count];
        for (int i = 0; i < count; i++) {
            weekStart[i] = (long) number(); weekEnd[i] = (long) number(); weekLimit[i] = (long) number();
            weekRest[i] = (long) number(); meanLimit[i] = (long) number();
        }
    }

    static Agent[] readAgents() throws IOException {
        mixSize = new int[whole()];
        for (int i = 0; i < mixSize.length; i++) mixSize[i] = whole();
        Agent[] agents = new Agent[whole()];
        for (int i = 0; i < agents.length; i++) {
            Agent agent = agents[i] = new Agent();
            agent.index = i;
            agent.lat = number(); agent.lon = number(); agent.unit = whole(); agent.corpsBits = whole();
            agent.weekLimit = (long) number(); agent.totalLimit = (long) number(); agent.burden = number();
            agent.history = new long[whole()];
            for (int week = 0; week < agent.history.length; week++) agent.history[week] = (long) number();
        }
        return agents;
    }

    static Need[] readNeeds() throws IOException {
        Need[] needs = new Need[whole()];
        largest = new int[whole()];
        for (int i = 0; i < needs.length; i++) {
            Need need = needs[i] = new Need();
            need.index = i;
            need.start = (long) number(); need.end = (long) number(); need.site = whole(); need.priority = whole();
            need.burden = number(); need.relieved = whole() == 1; need.group = whole(); need.heads = whole(); need.day = (long) number();
            need.duty = (long) number(); need.amplitude = (long) number(); need.rest = (long) number();
            need.continuous = (long) number(); need.daysInRow = (long) number();
            if (need.group >= 0) largest[need.group] = Math.max(largest[need.group], need.heads);
        }
        return needs;
    }

    static Roster readLines(Need[] needs, Agent[] agents) throws IOException {
        List<List<Agent>> sets = new ArrayList<>();
        for (int count = whole(); count > 0; count--) {
            List<Agent> set = new ArrayList<>();
            for (int size = whole(); size > 0; size--) set.add(agents[whole()]);
            sets.add(set);
        }
        Roster roster = new Roster();
        roster.heads = new ArrayList<>();
        roster.lines = new ArrayList<>();
        Map<String, List<Agent>> nearest = new HashMap<>();
        int count = whole();
        for (int i = 0; i < count; i++) {
            Line line = new Line();
            line.index = i;
            line.need = needs[whole()]; line.count = whole(); line.minimum = whole();
            roster.lines.add(line);
            int set = whole(), site = line.need.site;
            List<Agent> eligible = nearest.computeIfAbsent(set + " " + site, key -> {
                List<Agent> sorted = new ArrayList<>(sets.get(set));
                sorted.sort(Comparator.comparingDouble(agent -> fromBase[agent.index][site]));
                return sorted;
            });
            List<Agent> locked = new ArrayList<>();
            for (int left = whole(); left > 0; left--) locked.add(agents[whole()]);
            for (int place = 0; place < line.count; place++) {
                Head head = new Head();
                head.line = line;
                head.eligible = eligible;
                head.pinned = place < locked.size();
                head.agent = head.pinned ? locked.get(place) : null;
                roster.heads.add(head);
            }
        }
        roster.heads.sort(Comparator.comparingInt((Head head) -> head.line.need.priority).thenComparingInt(head -> head.eligible.size()));
        for (int i = 0; i < roster.heads.size(); i++) roster.heads.get(i).id = i;
        return roster;
    }

    /** Kilometres with the detour, 0 where a place is unknown. */
    static double[][] distances(double[][] starts, double[][] ends) {
        double[][] km = new double[starts.length][ends.length];
        for (int i = 0; i < starts.length; i++)
            for (int j = 0; j < ends.length; j++) {
                if (starts[i][0] > 90 || ends[j][0] > 90) continue;
                double lat1 = Math.toRadians(starts[i][0]), lat2 = Math.toRadians(ends[j][0]);
                double dlat = Math.sin((lat2 - lat1) / 2), dlon = Math.sin(Math.toRadians(ends[j][1] - starts[i][1]) / 2);
                km[i][j] = detour * 2 * 6371.0088 * Math.asin(Math.min(1, Math.sqrt(dlat * dlat + Math.cos(lat1) * Math.cos(lat2) * dlon * dlon)));
            }
        return km;
    }
}
