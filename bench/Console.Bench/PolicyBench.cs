using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Risk;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Policies.Cedar;

namespace AgentConsole.Bench;

/// <summary>
/// One decision in process by 10, 100 and 1,000 policies, parsed once: what Cedar takes for one answer, and what the console takes for its
/// three-valued one, from arguments as JSON to clauses.
/// </summary>
internal static class PolicyBench
{
    private const double TargetMicroseconds = 10;
    private const double TargetRatio = 3;
    private const int AgentsPerTool = 10;
    private static readonly int[] Counts = [10, 100, 1_000];

    public static async Task<string> RunAsync(BenchOptions options)
    {
        var rows = Counts.ToDictionary(count => count, count => new Case(count));
        // Long enough for the compiler to have settled, and all sizes in turn, so that whatever the machine does meets each.
        var seconds = Math.Max(1, options.Seconds / 2.0);
        for (var round = 0; round <= options.Rounds; round++)
            foreach (var row in rows.Values) row.Measure(seconds, isKept: round > 0);

        foreach (var (count, row) in rows) await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{count,5} policies: Cedar {row.CedarP50:0.00} us, {row.CedarBytes} B; console {row.ConsoleP50:0.0} us, {row.ConsoleBytes} B; every scope matches {row.MatchingP50:0.0} us"));
        return JsonSerializer.Serialize(new
        {
            bench = "policy",
            policies = rows.ToDictionary(row => row.Key, row => new
            {
                cedar_p50_us = Math.Round(row.Value.CedarP50, 3),
                cedar_bytes = row.Value.CedarBytes,
                console_p50_us = Math.Round(row.Value.ConsoleP50, 2),
                console_bytes = row.Value.ConsoleBytes,
                every_scope_matches_p50_us = Math.Round(row.Value.MatchingP50, 2),
            }),
            ratio_1000_to_100 = Math.Round(rows[1_000].CedarP50 / rows[100].CedarP50, 2),
            target_ratio = TargetRatio,
            target_us_at_100 = TargetMicroseconds,
            setup = new { tools = "one per 10 policies", agents = AgentsPerTool, rounds = options.Rounds, seconds, processors = Environment.ProcessorCount },
        });
    }

    private sealed class Case
    {
        private const int Batch = 100;
        private readonly CedarRules _rules;
        private readonly CedarRules _matching;
        private readonly PolicyQuestion _question;
        private readonly CedarSituation _situation;
        private readonly List<double> _cedar = [];
        private readonly List<double> _console = [];
        private readonly List<double> _all = [];

        public Case(int count)
        {
            _rules = CedarRules.Of([new("bench", 1, TextOf(count, isIndexed: true))])!;
            _matching = CedarRules.Of([new("bench", 1, TextOf(count, isIndexed: false))])!;
            _question = Question();
            _situation = CedarSituation.Of(_question, TimeZoneInfo.Utc);
            if (!_rules.Compiled.Authorize(_situation.With(GivenApprovals.None), _situation.Entities).IsAllowed)
                throw new InvalidOperationException("The policies of the benchmark do not allow what they should.");
        }

        public double CedarP50 => Median(_cedar);
        public double ConsoleP50 => Median(_console);
        public double MatchingP50 => Median(_all);
        public long CedarBytes { get; private set; }
        public long ConsoleBytes { get; private set; }

        public void Measure(double seconds, bool isKept)
        {
            var query = _situation.With(GivenApprovals.None);
            var cedar = P50(() => _rules.Compiled.Authorize(query, _situation.Entities), seconds, out var cedarBytes);
            var console = P50(() => CedarJudge.Judge(_rules, _question, TimeZoneInfo.Utc), seconds, out var consoleBytes);
            var all = P50(() => _matching.Compiled.Authorize(query, _situation.Entities), seconds, out _);
            (CedarBytes, ConsoleBytes) = (cedarBytes, consoleBytes);
            if (!isKept) return;
            _cedar.Add(cedar);
            _console.Add(console);
            _all.Add(all);
        }

        private static double P50(Func<object> work, double seconds, out long bytes)
        {
            var times = new List<double>();
            var before = GC.GetAllocatedBytesForCurrentThread();
            work();
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            var watch = Stopwatch.StartNew();
            while (watch.Elapsed.TotalSeconds < seconds)
            {
                var started = Stopwatch.GetTimestamp();
                for (var at = 0; at < Batch; at++) work();
                times.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds / Batch);
            }

            return Median(times);
        }

        private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
    }

    private static string TextOf(int count, bool isIndexed)
    {
        var text = new StringBuilder();
        for (var at = 0; at < count; at++)
        {
            var scope = isIndexed
                ? $"principal == Agent::\"agent-{at % AgentsPerTool}\", action == Action::\"tool-{at / AgentsPerTool}\", resource"
                : "principal, action in Action::\"write\", resource";
            var limit = isIndexed || at == 0 ? "500.0" : "1.0";
            text.Append(CultureInfo.InvariantCulture, $"@id(\"rule-{at}\") permit({scope}) when {{ context.args.amount.lessThanOrEqual(decimal(\"{limit}\")) || context.approvals >= 1 }};\n");
        }

        return text.ToString();
    }

    private static PolicyQuestion Question()
    {
        var document = JsonSerializer.SerializeToElement(new Dictionary<string, object>
        {
            ["kind"] = "Tool",
            ["name"] = "tool-0",
            ["version"] = 1,
            ["side_effect"] = "write",
            ["environments"] = new[] { "production" },
            ["input_schema"] = JsonElement.Parse("""{"type":"object","properties":{"order_id":{"type":"string"},"amount":{"type":"number"},"note":{"type":"string"}}}"""),
            ["sensitivity"] = new[] { "money" },
            ["pointers"] = new { money = "/amount", target = "/order_id" },
        });
        var contract = ToolContract.Parse(document, out _) ?? throw new InvalidOperationException("The tool of the benchmark is none.");
        var arguments = JsonElement.Parse("""{"order_id":"W-1001","amount":120.5,"note":"arrived broken"}""");
        var facts = Facts.Of(contract, arguments, "agent-0", Stage.NarrowProductionWrites, "production");
        return new()
        {
            Contract = contract,
            Shape = ArgumentShape.Of(contract.InputSchema),
            Arguments = arguments,
            ArgumentsDigest = Digest.Of(arguments),
            Environment = "production",
            Agent = "agent-0",
            Stage = Stage.NarrowProductionWrites,
            Dri = "dri@example.com",
            Facts = facts,
            Risk = RiskModel.Assess(facts),
            At = DateTimeOffset.UnixEpoch,
        };
    }
}
