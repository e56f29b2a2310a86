using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Provenance;
using AgentConsole.Domain.Risk;
using AgentConsole.Domain.Spend;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Domain.Policies;

/// <summary>One of a policy set's own tests: a proposal, and what the set must answer.</summary>
public sealed record PolicyTest
{
    private const int NameLengthMax = 200;
    private const int CountMax = 1_000_000;
    private const int FactorsMax = 50;
    private static readonly DateTimeOffset NoonOnAMonday = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private static readonly (string Member, Origin Origin)[] OriginNames =
        [("request", Origin.Request), ("trusted", Origin.TrustedResult), ("untrusted", Origin.UntrustedResult), ("nowhere", Origin.Nowhere)];

    private PolicyTest() { }

    public required string Name { get; init; }
    public required string Tool { get; init; }
    public required JsonElement Arguments { get; init; }
    public string Environment { get; init; } = "production";
    public string Agent { get; init; } = "agent";
    public Stage Stage { get; init; } = Stage.NarrowProductionWrites;
    public string? Dri { get; init; }
    public string? RunId { get; init; }
    /// <summary>Null: what the risk model says of the proposal.</summary>
    public int? RiskScore { get; init; }
    public IReadOnlyList<string> RiskFactors { get; init; } = [];
    /// <summary>Where the arguments came from, by their names; of those that are not named nothing is known.</summary>
    public Origins Origins { get; init; } = Origins.None;
    public DateTimeOffset At { get; init; } = NoonOnAMonday;
    public ProposalHistory Run { get; init; } = ProposalHistory.None;
    public ProposalHistory Today { get; init; } = ProposalHistory.None;
    public GivenApprovals Approvals { get; init; } = GivenApprovals.None;

    public required VerdictKind Verdict { get; init; }
    public int? ApprovalsNeeded { get; init; }
    public IReadOnlyList<Role>? Roles { get; init; }
    public string? Rule { get; init; }
    public string? Code { get; init; }

    /// <summary>Reads a list of tests; null, with every fault, where anything is wrong with it.</summary>
    public static IReadOnlyList<PolicyTest>? ReadAll(JsonElement list, string pointer, ICollection<Fault> faults)
    {
        var before = faults.Count;
        try
        {
            _ = CanonicalJson.Bytes(list);
        }
        catch (NotCanonicalException exception)
        {
            faults.Add(new(pointer + exception.Pointer, "not_canonical", exception.Message));
            return null;
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            faults.Add(new(pointer, "type", "Tests are a list."));
            return null;
        }

        if (list.GetArrayLength() > PolicyLimits.TestsMax)
        {
            faults.Add(new(pointer, "too_many", $"A set has at most {PolicyLimits.TestsMax} tests."));
            return null;
        }

        var read = list.EnumerateArray().Index().Select(one => Read(one.Item, $"{pointer}/{one.Index.ToString(CultureInfo.InvariantCulture)}", faults)).ToList();
        return faults.Count == before ? [.. read.OfType<PolicyTest>()] : null;
    }

    /// <summary>What the engine is asked; the contract must be the one that the test names.</summary>
    public PolicyQuestion Question(ToolContract contract, ArgumentShape shape)
    {
        var facts = Facts.Of(contract, Arguments, Agent, Stage, Environment);
        var assessed = RiskModel.Assess(facts);
        return new()
        {
            Contract = contract,
            Shape = shape,
            Arguments = Arguments,
            ArgumentsDigest = Digest.Of(Arguments),
            Environment = Environment,
            Agent = Agent,
            Stage = Stage,
            Dri = Dri,
            RunId = RunId,
            Facts = facts,
            Risk = RiskScore is { } score ? new(score, [.. RiskFactors.Select(name => new RiskFactor(name, 0, ""))]) : assessed,
            Origins = Origins,
            At = At,
            Run = Run,
            Today = Today,
            Approvals = Approvals,
        };
    }

    /// <summary>What is wrong with an answer, in a sentence; null where it is what the test wants.</summary>
    public string? FaultOf(PolicyAnswer answer)
    {
        if (answer.Kind != Verdict) return $"expected {WireName.Of(Verdict)}, got {WireName.Of(answer.Kind)} by {answer.Rule}: {answer.Reason}";
        if (Rule is { } rule && answer.Rule != rule) return $"expected the rule {rule}, got {answer.Rule}";
        if (Code is { } code && answer.Code != code) return $"expected the code {code}, got {answer.Code ?? "none"}";
        if (ApprovalsNeeded is { } needed && answer.ApprovalsNeeded != needed) return string.Create(CultureInfo.InvariantCulture, $"expected {needed} approvals, got {answer.ApprovalsNeeded}");
        var roles = answer.Clauses.SelectMany(clause => clause.Roles).Distinct().Order().ToList();
        return Roles is { } wanted && !wanted.Order().SequenceEqual(roles)
            ? $"expected the roles {string.Join(", ", wanted.Select(WireName.Of))}, got {string.Join(", ", roles.Select(WireName.Of))}"
            : null;
    }

    private static PolicyTest? Read(JsonElement value, string pointer, ICollection<Fault> faults)
    {
        var before = faults.Count;
        var test = new DocumentMembers(value, pointer, faults);
        var name = test.Text("name", NameLengthMax, isRequired: true);
        var given = test.Object("given", isRequired: true);
        var expect = test.Object("expect", isRequired: true);
        test.RefuseOthers();
        if (given is null || expect is null) return null;

        var from = new DocumentMembers(given.Value, test.At("given"), faults);
        var to = new DocumentMembers(expect.Value, test.At("expect"), faults);
        var risk = from.Object("risk") is { } said ? new DocumentMembers(said, from.At("risk"), faults) : null;
        var approvals = from.Object("approvals") is { } yes ? new DocumentMembers(yes, from.At("approvals"), faults) : null;
        var roles = to.Has("roles") ? to.Values<Role>("roles") : null;
        var read = new PolicyTest
        {
            Name = name ?? "",
            Tool = from.Text("tool", ProposalLimits.ToolNameLengthMax, isRequired: true) ?? "",
            Arguments = from.Object("args") ?? JsonElement.Parse("{}"),
            Environment = from.Text("environment", AccessLimits.EnvironmentLengthMax) ?? "production",
            Agent = from.Text("agent", AgentLimits.NameLengthMax) ?? "agent",
            Stage = from.Named<Stage>("stage") ?? Stage.NarrowProductionWrites,
            Dri = from.Text("dri", AccessLimits.EmailLengthMax),
            At = Time(from),
            RiskScore = risk?.Number("score", 0, RiskModel.ScoreMax, isRequired: true),
            RiskFactors = risk?.Texts("factors", FactorsMax, _ => null) ?? [],
            Origins = Provenance(from, faults),
            Run = History(from, "run", faults, out var run),
            RunId = run,
            Today = History(from, "today", faults, out _),
            Approvals = new(approvals?.Number("count", 0, PolicyLimits.ApprovalsMax, isRequired: true) ?? 0, (approvals?.Values<Role>("roles") ?? []).ToFrozenSet()),
            Verdict = to.Named<VerdictKind>("verdict", isRequired: true) ?? default,
            ApprovalsNeeded = to.Number("approvals", 0, PolicyLimits.ApprovalsMax),
            Roles = roles,
            Rule = to.Text("rule", PolicyLimits.RuleLengthMax),
            Code = to.Text("code", 60),
        };
        risk?.RefuseOthers();
        approvals?.RefuseOthers();
        from.RefuseOthers();
        to.RefuseOthers();
        return faults.Count == before ? read : null;
    }

    private static DateTimeOffset Time(DocumentMembers from)
    {
        if (from.Text("at", 40) is not { } text) return NoonOnAMonday;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)) return at;
        from.Fault("at", "malformed", "'at' is a time such as 2026-01-05T12:00:00Z.");
        return NoonOnAMonday;
    }

    private static Origins Provenance(DocumentMembers from, ICollection<Fault> faults)
    {
        if (from.Object("provenance") is not { } value) return Origins.None;
        var said = new DocumentMembers(value, from.At("provenance"), faults);
        var arguments = new List<ArgumentOrigin>();
        foreach (var (member, origin) in OriginNames)
            foreach (var name in said.Texts(member, ProvenanceLimits.ArgumentsMax, _ => null))
                arguments.Add(new("/" + JsonPointer.Escape(name), origin, null, null));
        var read = Origins.None with
        {
            Arguments = arguments,
            HasRequest = said.Take("has_request") is { ValueKind: JsonValueKind.True },
            HasReadUntrusted = said.Take("read_untrusted") is { ValueKind: JsonValueKind.True },
        };
        said.RefuseOthers();
        return read;
    }

    private static ProposalHistory History(DocumentMembers from, string member, ICollection<Fault> faults, out string? id)
    {
        id = null;
        if (from.Object(member) is not { } value) return ProposalHistory.None;
        var history = new DocumentMembers(value, from.At(member), faults);
        if (member == "run") id = history.Text("id", ProposalLimits.RunIdLengthMax);
        var read = new ProposalHistory(
            history.Number("proposals", 0, CountMax) ?? 0,
            history.Number("denied", 0, CountMax) ?? 0,
            history.Number("released", 0, CountMax) ?? 0,
            history.Number("of_tool", 0, CountMax) ?? 0,
            Amount(history, "total"),
            Amount(history, "tool_total"),
            history.Values<Sensitivity>("data_read").ToFrozenSet(),
            history.Take("read_untrusted") is { ValueKind: JsonValueKind.True });
        history.RefuseOthers();
        return read;
    }

    // What was released before; the proposal's own amount comes to it.
    private static long Amount(DocumentMembers history, string member)
    {
        if (history.Take(member) is not { } value) return 0;
        if (Money.NanosIn(value) is { } nanos) return nanos;
        history.Fault(member, "type", $"'{member}' is an amount.");
        return 0;
    }
}
