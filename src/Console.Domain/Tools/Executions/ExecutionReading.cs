using System.Buffers;
using System.Collections.Frozen;
using System.Text.Json;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Tools.Executions;

/// <summary>Reads the <c>execution</c> of a <c>Tool</c> document.</summary>
internal static class ExecutionReading
{
    private static readonly string[] Methods = ["POST", "PUT", "PATCH", "DELETE", "GET"];

    private static readonly SearchValues<char> SecretSigns = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    public static ToolExecution? Of(DocumentMembers contract, Executor executes, ArgumentNames known, List<Fault> faults)
    {
        var before = faults.Count;
        if (contract.Object("execution") is not { } value)
        {
            if (executes == Executor.Console && faults.Count == before) contract.Fault("execution", "required", "Where the console runs a tool, the contract says how.");
            return null;
        }

        if (executes != Executor.Console) contract.Fault("execution", "unused", "It says how the console runs the tool, and 'executes' says that the agent does.");
        var execution = new DocumentMembers(value, "/execution", faults);
        var method = execution.Text("method", 10) ?? "POST";
        if (!Methods.Contains(method)) execution.Fault("method", "unknown_value", $"'method' must be one of: {string.Join(", ", Methods)}.");
        var url = execution.Text("url", ProposalLimits.UrlLengthMax, isRequired: true);
        if (url is not null && TargetUrl.FaultOf(url, known) is { } wrong) execution.Fault("url", "malformed", wrong);
        var secret = execution.Text("secret", ExecutionLimits.SecretNameLengthMax);
        if (secret?.AsSpan().ContainsAnyExcept(SecretSigns) == true) execution.Fault("secret", "malformed", "A secret is named with letters, digits, _ and -.");
        var read = new ToolExecution
        {
            Method = method,
            Url = url ?? "",
            Headers = HeadersOf(execution, known, secret is not null),
            Body = BodyOf(execution, known, faults),
            Secret = secret,
            IdempotencyHeader = IdempotencyHeaderOf(execution),
            Success = SuccessOf(execution),
            IsIdempotent = IsIdempotent(execution),
        };
        if (read.Headers.Any(header => string.Equals(header.Key, read.IdempotencyHeader, StringComparison.OrdinalIgnoreCase)))
            execution.Fault("headers", "duplicate", $"{read.IdempotencyHeader} carries the proposal's id.");
        execution.RefuseOthers();
        return read;
    }

    private static List<KeyValuePair<string, string>> HeadersOf(DocumentMembers execution, ArgumentNames known, bool hasSecret)
    {
        var headers = new List<KeyValuePair<string, string>>();
        if (execution.Object("headers") is not { } value) return headers;
        foreach (var member in value.EnumerateObject())
        {
            var at = "headers/" + JsonPointer.Escape(member.Name);
            if (HeaderRules.FaultOfName(member.Name) is { } noName) execution.Fault(at, "malformed", noName);
            else if (member.Value.ValueKind != JsonValueKind.String) execution.Fault(at, "type", "It must be text.");
            else if (member.Value.GetString()!.Length > ExecutionLimits.HeaderValueLengthMax) execution.Fault(at, "too_long", $"It is longer than {ExecutionLimits.HeaderValueLengthMax} characters.");
            else if (HeaderRules.FaultOfTemplate(member.Value.GetString()!, known, hasSecret) is { } wrong) execution.Fault(at, "malformed", wrong);
            else if (headers.Exists(other => string.Equals(other.Key, member.Name, StringComparison.OrdinalIgnoreCase))) execution.Fault(at, "duplicate", $"'{member.Name}' stands twice.");
            else headers.Add(new(member.Name, member.Value.GetString()!));
        }

        if (headers.Count > ExecutionLimits.HeadersMax) execution.Fault("headers", "too_many", $"There are more than {ExecutionLimits.HeadersMax} headers.");
        return headers;
    }

    private static JsonElement? BodyOf(DocumentMembers execution, ArgumentNames known, List<Fault> faults)
    {
        if (execution.Take("body") is not { } body) return null;
        faults.AddRange(BodyTemplate.FaultsOf(body, "/execution/body", known));
        return body;
    }

    private static string IdempotencyHeaderOf(DocumentMembers execution)
    {
        var header = execution.Text("idempotency_header", ExecutionLimits.HeaderNameLengthMax) ?? ToolExecution.IdempotencyHeaderDefault;
        if (HeaderRules.FaultOfName(header) is { } wrong) execution.Fault("idempotency_header", "malformed", wrong);
        return header;
    }

    private static FrozenSet<int> SuccessOf(DocumentMembers execution)
    {
        var statuses = new HashSet<int>();
        foreach (var (index, element) in execution.Elements("success", ExecutionLimits.SuccessStatusesMax).Index())
        {
            // A redirect is not followed, and a broken server has not said that anything was done.
            if (element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var status) && status is >= 200 and < 300 or >= 400 and < 500) statuses.Add(status);
            else execution.Fault($"success/{index}", "out_of_range", "It must be an HTTP status of 200 to 299 or 400 to 499.");
        }

        return statuses.ToFrozenSet();
    }

    private static bool IsIdempotent(DocumentMembers execution)
    {
        if (execution.Take("idempotent") is not { } value) return false;
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) execution.Fault("idempotent", "type", "'idempotent' must be true or false.");
        return value.ValueKind == JsonValueKind.True;
    }
}
