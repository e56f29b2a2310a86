using System.Text.Json.Nodes;
using AgentConsole.Web.Shell.Outside;

namespace AgentConsole.Web.Shell.Replay;

/// <summary>Counts what became of every call; many runs count at once.</summary>
internal sealed class ReplayTally
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, int> _denied = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _refused = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _decided = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _results = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _later = new(StringComparer.Ordinal);

    public int Runs { get; private set; }

    public int Calls { get; private set; }

    public int Recorded { get; private set; }

    public int Allowed { get; private set; }

    public int Asked { get; private set; }

    public int ServerErrors { get; private set; }

    public IReadOnlyDictionary<string, int> Denied => _denied;

    /// <summary>Calls that made no proposal, by the code of the refusal.</summary>
    public IReadOnlyDictionary<string, int> Refused => _refused;

    public IReadOnlyDictionary<string, int> Decided => _decided;

    public IReadOnlyDictionary<string, int> Results => _results;

    /// <summary>What was refused after the proposal stood: decisions, redemptions, results.</summary>
    public IReadOnlyDictionary<string, int> RefusedLater => _later;

    /// <summary>Every call became a proposal or a refusal with a code, and nothing broke.</summary>
    public bool IsComplete => ServerErrors == 0 && Recorded + _refused.Values.Sum() == Calls;

    public void AddRun()
    {
        lock (_gate) Runs++;
    }

    /// <summary>The answer to a proposal.</summary>
    public void AddCall(ApiAnswer answer)
    {
        lock (_gate)
        {
            Calls++;
            if (answer.IsServerError) ServerErrors++;
            else if (!answer.IsSuccess) Count(_refused, answer.Code);
            else Recorded++;
            if (!answer.IsSuccess) return;

            switch (answer.Text("verdict"))
            {
                case "allow":
                    Allowed++;
                    break;
                case "review":
                    Asked++;
                    break;
                default:
                    Count(_denied, answer.Member("denial")?.GetProperty("code").GetString() ?? "unknown");
                    break;
            }
        }
    }

    /// <summary>The answer to anything after that.</summary>
    public bool AddLater(ApiAnswer answer)
    {
        lock (_gate)
        {
            if (answer.IsServerError) ServerErrors++;
            else if (!answer.IsSuccess) Count(_later, answer.Code);
            return answer.IsSuccess;
        }
    }

    public void AddDecision(string decision)
    {
        lock (_gate) Count(_decided, decision);
    }

    public void AddResult(string status)
    {
        lock (_gate) Count(_results, status);
    }

    public JsonObject ToJson(string ledger, TimeSpan took)
    {
        lock (_gate)
        {
            return new()
            {
                ["runs"] = Runs,
                ["calls"] = Calls,
                ["recorded"] = Recorded,
                ["allowed"] = Allowed,
                ["asked"] = Asked,
                ["denied"] = Of(_denied),
                ["refused"] = Of(_refused),
                ["server_errors"] = ServerErrors,
                ["ledger"] = ledger,
                ["decided"] = Of(_decided),
                ["results"] = Of(_results),
                ["refused_later"] = Of(_later),
                ["seconds"] = Math.Round(took.TotalSeconds, 1),
            };
        }
    }

    private static void Count(SortedDictionary<string, int> counts, string code) => counts[code] = counts.GetValueOrDefault(code) + 1;

    private static JsonObject Of(SortedDictionary<string, int> counts) =>
        new(counts.Select(count => KeyValuePair.Create<string, JsonNode?>(count.Key, JsonValue.Create(count.Value))));
}
