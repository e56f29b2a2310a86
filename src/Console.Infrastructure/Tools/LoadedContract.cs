using System.Text.Json;
using AgentConsole.Domain.Tools;
using AgentConsole.JsonSchema;

namespace AgentConsole.Infrastructure.Tools;

/// <summary>A contract with its input schema compiled: immutable, shared by everything that checks against it.</summary>
public sealed class LoadedContract
{
    private LoadedContract(ToolContract contract, CompiledSchema input, string hash) =>
        (Contract, Input, Hash, Shape) = (contract, input, hash, ArgumentShape.Of(contract.InputSchema));

    public ToolContract Contract { get; }
    public CompiledSchema Input { get; }
    /// <summary>The types that the input schema gives the arguments.</summary>
    public ArgumentShape Shape { get; }
    /// <summary>The digest of the document that was accepted.</summary>
    public string Hash { get; }

    /// <summary>Reads what was accepted once; null where this build cannot, and a contract that cannot be read is none.</summary>
    internal static LoadedContract? Of(string document, string hash)
    {
        using var json = JsonDocument.Parse(document);
        if (ToolContract.Parse(json.RootElement, out _) is not { } contract) return null;
        return CompiledSchema.TryCompile(contract.InputSchema, null, out var input, out _) ? new(contract, input, hash) : null;
    }
}
