namespace AgentConsole.Domain.Reviews;

/// <summary>One argument as a reviewer reads it: where it stands, what it says, and what the contract says that it is.</summary>
public sealed record ArgumentRow(string Pointer, string Text, ArgumentMark? Mark)
{
    /// <summary>The pointer in words: <c>items › 0 › sku</c>.</summary>
    public string Label => string.Join(" › ", JsonPointer.TokensOf(Pointer) ?? []);
}
