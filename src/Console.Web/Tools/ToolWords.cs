using AgentConsole.Domain;
using AgentConsole.Domain.Tools;
using AgentConsole.Domain.Tools.Executions;

namespace AgentConsole.Web.Tools;

/// <summary>How the pages of this room say things.</summary>
internal static class ToolWords
{
    public static string ListOf(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal));

    public static string ListOf(IEnumerable<Sensitivity> kinds)
    {
        var words = string.Join(", ", kinds.Order().Select(kind => WireName.Of(kind).Replace('_', ' ')));
        return words.Length == 0 ? "–" : words;
    }

    /// <summary>What an argument is to the console, besides being an argument.</summary>
    public static IReadOnlyList<string> PartsPlayed(ToolContract contract, SchemaRow row)
    {
        var pointer = "/" + string.Join('/', row.Path.Split('.').Select(name => JsonPointer.Escape(name.Replace("[]", "/0", StringComparison.Ordinal))));
        var parts = new List<string>();
        if (pointer == contract.Pointers.Money) parts.Add("money");
        if (pointer == contract.Pointers.Currency) parts.Add("currency");
        if (pointer == contract.Pointers.Recipient) parts.Add("recipient");
        if (pointer == contract.Pointers.Target) parts.Add("target");
        if (contract.Redact.Contains(pointer)) parts.Add("redacted");
        return parts;
    }

    public static string Trust(ResultTrust trust) => trust switch
    {
        ResultTrust.Trusted => "may be believed",
        ResultTrust.Untrusted => "not believed: others can write into it",
    };

    public static string Runs(Executor executor) => executor switch
    {
        Executor.Agent => "the agent, with a grant",
        Executor.Console => "the console, after the release; the agent gets no grant",
    };

    public static string Bounds(ToolBounds limits) => $"{limits.TimeoutSeconds} s for one use"
        + (limits.PerMinute is { } often ? $", at most {often} a minute" : "")
        + (limits.Concurrency is { } many ? $", at most {many} at once" : "");

    /// <summary>The call that the console makes, as its contract has it: the name of the secret, never the secret.</summary>
    public static string Call(ToolExecution execution) => string.Join('\n',
    [
        $"{execution.Method} {execution.Url}",
        .. execution.Headers.Select(header => $"{header.Key}: {header.Value}"),
        $"{execution.IdempotencyHeader}: the proposal's id",
    ]);
}
