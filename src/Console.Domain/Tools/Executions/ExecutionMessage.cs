using System.Text.Json;

namespace AgentConsole.Domain.Tools.Executions;

/// <summary>The one HTTP call that runs a proposal, ready to be sent; it holds the secret, and is kept nowhere.</summary>
public sealed record ExecutionMessage
{
    private ExecutionMessage(string method, string url, IReadOnlyList<KeyValuePair<string, string>> headers, byte[] body) =>
        (Method, Url, Headers, Body) = (method, url, headers, body);

    public string Method { get; }
    public string Url { get; }
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; }
    public byte[] Body { get; }

    /// <summary>Fills the contract's templates; null, and a stable code, where an argument or the secret cannot stand where it should.</summary>
    /// <param name="secret">What the contract's secret is; null where none is configured under its name.</param>
    /// <param name="key">What makes two sendings of it one for the target.</param>
    public static ExecutionMessage? Of(ToolExecution execution, JsonElement arguments, string? secret, string key, out string? fault)
    {
        fault = null;
        if (execution.Secret is not null && secret is null) return Not("secret_missing", out fault);
        if (secret is not null && (secret.Length is < ExecutionLimits.SecretLengthMin or > ExecutionLimits.SecretLengthMax || !HeaderRules.IsLine(secret)))
            return Not("secret_unusable", out fault);
        if (TargetUrl.Of(execution.Url, arguments) is not { } url) return Not("argument_refused", out fault);

        var headers = new List<KeyValuePair<string, string>>(execution.Headers.Count + 2);
        foreach (var (name, template) in execution.Headers)
        {
            // INVARIANT: an argument never ends a header's line; what cannot stand in one is not sent at all.
            if (Template.Fill(template, place => place == ToolExecution.SecretPlace ? secret : TargetUrl.TextOf(arguments, place)) is not { } value || !HeaderRules.IsLine(value))
                return Not("argument_refused", out fault);
            headers.Add(new(name, value));
        }

        if (execution.Secret is not null && !execution.Headers.Any(header => header.Value.Contains($"{{{ToolExecution.SecretPlace}}}", StringComparison.Ordinal)))
            headers.Add(new("Authorization", "Bearer " + secret));
        headers.Add(new(execution.IdempotencyHeader, key));
        return BodyTemplate.Fill(execution.Body, arguments) is { } body
            ? new(execution.Method, url, headers, body)
            : Not("body_too_large", out fault);
    }

    /// <summary>Without its headers, one of which is the secret.</summary>
    public override string ToString() => $"{Method} {Url}";

    private static ExecutionMessage? Not(string code, out string? fault)
    {
        fault = code;
        return null;
    }
}
