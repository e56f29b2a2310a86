using System.Collections.Frozen;
using System.Text.Json;
using AgentConsole.Domain.Tools.Executions;

namespace AgentConsole.Domain.Tools;

/// <summary>One version of what a tool is: what it takes, what it does to the world, and how its arguments are to be read.</summary>
public sealed record ToolContract
{
    public required string Name { get; init; }
    public required int Version { get; init; }
    public required SideEffect SideEffect { get; init; }
    public required FrozenSet<string> Environments { get; init; }
    public required JsonElement InputSchema { get; init; }
    public JsonElement? OutputSchema { get; init; }
    public string? Description { get; init; }
    /// <summary>The sentence that a reviewer reads, with <c>{name}</c> for arguments.</summary>
    public string? Sentence { get; init; }
    public FrozenSet<Sensitivity> Sensitivity { get; init; } = [];
    public ToolPointers Pointers { get; init; } = ToolPointers.None;
    /// <summary>The currency where the arguments do not say it.</summary>
    public string? Currency { get; init; }
    /// <summary>JSON pointers into the arguments; a token <c>*</c> stands for every element or member.</summary>
    public IReadOnlyList<string> Redact { get; init; } = [];
    public ResultTrust ResultTrust { get; init; } = ResultTrust.Untrusted;
    public Executor Executes { get; init; } = Executor.Agent;
    /// <summary>How the console runs it; only where the console does.</summary>
    public ToolExecution? Execution { get; init; }
    public ToolPreview? Preview { get; init; }
    public ToolBounds Limits { get; init; } = ToolBounds.Default;

    /// <summary>Whether the value at this place of the arguments is to be redacted, by itself or with what it is a part of.</summary>
    public bool Redacts(string pointer) => JsonPointer.TokensOf(pointer) is { } tokens && Redact.Select(JsonPointer.TokensOf).OfType<IReadOnlyList<string>>()
        .Any(path => path.Count <= tokens.Count && path.Index().All(step => step.Item == "*" || step.Item == tokens[step.Index]));

    /// <summary>Reads a <c>Tool</c> document; null where anything about it is wrong, and then every fault is named.</summary>
    public static ToolContract? Parse(JsonElement document, out IReadOnlyList<Fault> faults) => ContractReader.Read(document, out faults);
}
