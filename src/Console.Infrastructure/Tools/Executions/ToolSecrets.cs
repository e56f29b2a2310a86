using AgentConsole.Domain.Tools.Executions;

namespace AgentConsole.Infrastructure.Tools.Executions;

/// <summary>
/// The credentials of tools that the console runs itself, by name. Configuration section <c>ToolSecrets</c>, one member each, or the environment
/// (<c>ToolSecrets__NAME</c>). They are in no database, no log and no answer.
/// </summary>
public sealed class ToolSecrets(IReadOnlyDictionary<string, string> secrets)
{
    public const string Section = "ToolSecrets";

    // Configuration tells no upper from lower case, and the environment often only has upper.
    private readonly Dictionary<string, string> _secrets = new(secrets, StringComparer.OrdinalIgnoreCase);

    /// <summary>Everything that is wrong with them, each as a sentence that holds none of them.</summary>
    public IEnumerable<string> Faults() => _secrets
        .Where(secret => secret.Value.Length is < ExecutionLimits.SecretLengthMin or > ExecutionLimits.SecretLengthMax)
        .Select(secret => $"{Section}:{secret.Key} has {secret.Value.Length} characters; a secret has {ExecutionLimits.SecretLengthMin} to {ExecutionLimits.SecretLengthMax}.");

    /// <summary>Null where nothing is configured under that name.</summary>
    internal string? Find(string name) => _secrets.GetValueOrDefault(name);

    /// <summary>How many there are, and nothing else.</summary>
    public override string ToString() => $"{_secrets.Count} secrets";
}
