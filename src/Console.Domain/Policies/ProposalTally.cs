using System.Buffers.Text;
using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Risk;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Domain.Policies;

/// <summary>
/// What an agent did in one environment within one scope, a run, a UTC day or ever, kept as it happens so that nobody waits for a scan.
/// What is released is counted when it is released, and stays counted whatever is told of it later.
/// </summary>
public sealed class ProposalTally
{
    /// <summary>Tools and sums that one tally tells apart; further tools are counted together, and a sum that cannot be told is the largest.</summary>
    public const int NamesMax = 200;

    /// <summary>Calls of a run that are looked through for the same one, and recipients that an agent's history remembers.</summary>
    public const int RememberedMax = 150;

    /// <summary>Everything that the agent ever did in the environment.</summary>
    public const string ScopeEver = "ever";
    public const int ScopeLengthMax = 210;
    private const string RunScope = "run:";

    private const char Mark = '|';
    private const int HashBytes = 8;
    private static readonly JsonSerializerOptions Form = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };
    private Counts? _counts;

    public required string Agent { get; init; }
    public required string Environment { get; init; }
    public required string Scope { get; init; }
    /// <summary>The counts as JSON.</summary>
    public string Counted { get; private set; } = "{}";
    public int Version { get; private set; }

    /// <summary>How many were proposed and taken in, whatever became of them.</summary>
    public int Proposals => Read().Proposals;

    public static string ScopeOfRun(string run) => RunScope + LongName.Of(run, ScopeLengthMax - RunScope.Length);

    public static string ScopeOfDay(DateTimeOffset at) => "day:" + at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public ProposalHistory HistoryFor(string tool, string? currency) => new(
        Read().Proposals, Read().Denied, Read().Released, Read().Tools.GetValueOrDefault(tool, Read().OtherTools),
        Sum(currency, null), Sum(currency, tool), Read().DataRead.ToFrozenSet(), Read().HasReadUntrusted);

    /// <summary>In the scope of a run: how often exactly this was proposed, among the newest that are remembered.</summary>
    public int SameCalls(string tool, string digest)
    {
        var same = HashOf(tool, digest);
        return Read().Recent?.Count(one => one == same) ?? 0;
    }

    /// <summary>What the risk of one more call is computed from, in the scope of a run.</summary>
    public RunSoFar CallsBefore(string tool, string digest)
    {
        var counts = Read();
        var calls = new List<EarlierCall>();
        Add(new(tool, digest, CallEnd.Fine), SameCalls(tool, digest));
        if (calls.Count == 0) Add(new(tool, "", CallEnd.Fine), Math.Min(1, counts.Tools.GetValueOrDefault(tool, counts.OtherTools)));
        Add(new("", "", CallEnd.Refused), counts.Denied + counts.Refused);
        Add(new("", "", CallEnd.Failed), counts.Failed);
        return new(calls);

        void Add(EarlierCall call, int count) => calls.AddRange(Enumerable.Repeat(call, Math.Min(count, RunSoFar.CallsMax / 4)));
    }

    /// <summary>What the risk of one more proposal is computed from, in the scope of ever.</summary>
    public AgentHistory HistoryWith(string tool, string? currency, string? recipient)
    {
        var counts = Read();
        return new(
            counts.Proposals, counts.Tools.GetValueOrDefault(tool, counts.OtherTools),
            counts.Decided?.GetValueOrDefault(tool) ?? 0, counts.Rejected?.GetValueOrDefault(tool) ?? 0,
            counts.Most is { } most && most.TryGetValue(currency + Mark + tool, out var nanos) ? nanos : null,
            recipient is null ? null : HasUsed(counts, recipient));
    }

    /// <summary>In the scope of a run: which call it was.</summary>
    public void CountCall(Proposal proposal)
    {
        var counts = Read();
        (counts.Recent ??= []).Add(HashOf(proposal.Tool, proposal.Digest));
        if (counts.Recent.Count > RememberedMax) counts.Recent.RemoveAt(0);
        Keep(counts);
    }

    /// <summary>In the scope of a run: an earlier call was refused by a person, or failed.</summary>
    public void CountEnd(CallEnd end)
    {
        if (end == CallEnd.Fine) return;
        var counts = Read();
        if (end == CallEnd.Failed) counts.Failed++;
        else counts.Refused++;
        Keep(counts);
    }

    /// <summary>In the scope of ever: people decided on it.</summary>
    public void CountDecision(string tool, bool isRefused)
    {
        var counts = Read();
        CountIn(counts.Decided ??= [], tool);
        if (isRefused) CountIn(counts.Rejected ??= [], tool);
        Keep(counts);
    }

    /// <summary>In the scope of ever: how much went, and to whom.</summary>
    public void CountReach(ToolContract contract, Facts facts)
    {
        var counts = Read();
        if (facts.MoneyNanos is { } money)
        {
            var (name, size) = (facts.Currency + Mark + contract.Name, Plus(0, money));
            counts.Most ??= [];
            if (counts.Most.ContainsKey(name) || counts.Most.Count < NamesMax) counts.Most[name] = Math.Max(size, counts.Most.GetValueOrDefault(name));
        }

        if (facts.Recipient is { } recipient && HasUsed(counts, recipient) == false) (counts.Recipients ??= []).Add(HashOf(recipient));
        Keep(counts);
    }

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

    // Null: more were used than are remembered, so nobody can tell.
    private static bool? HasUsed(Counts counts, string recipient) => counts.Recipients?.Contains(HashOf(recipient)) == true ? true
        : counts.Recipients?.Count >= RememberedMax ? null
        : false;

    private static void CountIn(Dictionary<string, int> counts, string name)
    {
        if (counts.ContainsKey(name) || counts.Count < NamesMax) counts[name] = counts.GetValueOrDefault(name) + 1;
    }

    private static string HashOf(params ReadOnlySpan<string> texts) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', texts!))).AsSpan(0, HashBytes));

    private Counts Read() => _counts ??= JsonSerializer.Deserialize<Counts>(Counted, Form) ?? new();

    private void Keep(Counts counts)
    {
        Counted = JsonSerializer.Serialize(counts, Form);
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
        public int Refused { get; set; }
        public int Failed { get; set; }
        /// <summary>The newest calls by hash, oldest first.</summary>
        public List<string>? Recent { get; set; }
        public Dictionary<string, int>? Decided { get; set; }
        public Dictionary<string, int>? Rejected { get; set; }
        public Dictionary<string, long>? Most { get; set; }
        public List<string>? Recipients { get; set; }
    }
}
