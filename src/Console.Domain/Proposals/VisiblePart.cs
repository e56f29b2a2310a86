namespace AgentConsole.Domain.Proposals;

/// <summary>A stretch of plain text, or one character that would not be seen, with the label that stands for it and its name.</summary>
public sealed record VisiblePart(string Text, string? Name = null)
{
    public bool IsLabel => Name is not null;
}
