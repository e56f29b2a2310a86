using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Domain.Policies;

/// <summary>
/// What an agent did in one environment within one scope, a run or a UTC day, kept as it happens so that no policy waits for a scan.
/// What is released is counted when it is released, and stays counted whatever is told of it later.
/// </summary>
public sealed class ProposalTally
{
    /// <summary>Tools and sums that one tally tells apart; further tools are counted together, and a sum that cannot be told is the largest.</summary>
    public const int NamesMax = 200;

    private const char Mark = '|';
    private Counts? _counts;

    public required string Agent { get; init; }
    public required string Environment { get; init; }
    public required string Scope { get; init; }
    /// <summary>The counts as JSON.</summary>
    public string Counted { get; private set; } = "{}";
    public int Version { get; private set; }

    public static string ScopeOfRun(string run) => "run:" + run;

    public static string ScopeOfDay(DateTimeOffset at) => "day:" + at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public ProposalHistory HistoryFor(string tool, string? currency) => new(
        Read().Proposals, Read().Denied, Read().Released, Read().Tools.GetValueOrDefault(tool, Read().OtherTools),
        Sum(currency, null), Sum(currency, tool), Read().DataRead.ToFrozenSet(), Read().HasReadUntrusted);

    /// <summary>A proposal was taken in, and perhaps denied at once.</summary>
    public void CountIntake(Proposal proposal, bool isDenied)
    {
        var counts = Read();
        counts.Proposals++;
        if (isDenied) counts.Denied++;
        // A name that no contract stands behind is the agent's own, and there is no end to such.
        if (proposal.ContractVersion > 0)
        {
            if (counts.Tools.ContainsKey(proposal.Tool) || counts.Tools.Count < NamesMax) counts.Tools[proposal.Tool] = counts.Tools.GetValueOrDefault(proposal.Tool) + 1;
            else counts.OtherTools++;
        }

        Keep(counts);
    }

    /// <summary>A proposal was released: its money is as good as moved, its data as good as read.</summary>
    public void CountRelease(ToolContract contract, Facts facts)
    {
        var counts = Read();
        counts.Released++;
        if (facts.MoneyNanos is { } money)
        {
            var name = facts.Currency + Mark + contract.Name;
            if (!counts.Sums.ContainsKey(name) && counts.Sums.Count >= NamesMax) counts.IsSumLost = true;
            else counts.Sums[name] = Plus(counts.Sums.GetValueOrDefault(name), money);
        }

        else if (contract.Pointers.Money is not null && contract.SideEffect != SideEffect.Read)
        {
            // An amount that hides is not a small one.
            counts.IsSumLost = true;
        }

        if (contract.SideEffect == SideEffect.Read) counts.DataRead.UnionWith(contract.Sensitivity);
        counts.HasReadUntrusted |= contract.ResultTrust == ResultTrust.Untrusted;
        Keep(counts);
    }

    private long Sum(string? currency, string? tool)
    {
        if (Read().IsSumLost) return long.MaxValue;
        var sum = 0L;
        foreach (var (name, nanos) in Read().Sums)
        {
            var at = name.LastIndexOf(Mark);
            if (name.AsSpan(0, at).SequenceEqual(currency) && (tool is null || name.AsSpan(at + 1).SequenceEqual(tool))) sum = Plus(sum, nanos);
        }

        return sum;
    }

    // INVARIANT: what is paid back never makes room, and a sum that does not fit is the largest, never a small one.
    private static long Plus(long sum, long nanos)
    {
        var more = nanos == long.MinValue ? long.MaxValue : Math.Abs(nanos);
        return sum > long.MaxValue - more ? long.MaxValue : sum + more;
    }

    private Counts Read() => _counts ??= JsonSerializer.Deserialize<Counts>(Counted) ?? new();

    private void Keep(Counts counts)
    {
        Counted = JsonSerializer.Serialize(counts);
        Version++;
    }

    private sealed class Counts
    {
        public int Proposals { get; set; }
        public int Denied { get; set; }
        public int Released { get; set; }
        public int OtherTools { get; set; }
        public Dictionary<string, int> Tools { get; set; } = [];
        public Dictionary<string, long> Sums { get; set; } = [];
        public HashSet<Sensitivity> DataRead { get; set; } = [];
        public bool HasReadUntrusted { get; set; }
        public bool IsSumLost { get; set; }
    }
}
