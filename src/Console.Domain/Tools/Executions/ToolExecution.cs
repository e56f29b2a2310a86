using System.Collections.Frozen;
using System.Text.Json;

namespace AgentConsole.Domain.Tools.Executions;

/// <summary>How the console itself runs a tool: the HTTP call that a contract describes.</summary>
public sealed record ToolExecution
{
    /// <summary>In a header, stands for the secret.</summary>
    public const string SecretPlace = "$secret";

    public const string IdempotencyHeaderDefault = "Idempotency-Key";

    public required string Method { get; init; }
    /// <summary>A template; <c>{name}</c> in its path or query stands for the argument with that name.</summary>
    public required string Url { get; init; }
    /// <summary>Values are templates too; <c>{$secret}</c> stands for the secret.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];
    /// <summary>JSON in which <c>{"$arg": "/pointer"}</c> stands for an argument; null sends the arguments as they are.</summary>
    public JsonElement? Body { get; init; }
    /// <summary>The name of a configured secret; what it is stands in no contract.</summary>
    public string? Secret { get; init; }
    public string IdempotencyHeader { get; init; } = IdempotencyHeaderDefault;
    /// <summary>The statuses that say it was done; none named: every 2xx.</summary>
    public FrozenSet<int> Success { get; init; } = [];
    /// <summary>The target does the same call under the same key once, so that one whose end is unknown may be sent again.</summary>
    public bool IsIdempotent { get; init; }

    public bool IsSuccess(int httpStatus) => Success.Count > 0 ? Success.Contains(httpStatus) : httpStatus is >= 200 and < 300;
}
