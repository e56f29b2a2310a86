namespace AgentConsole.Infrastructure.Agents.Documents;

/// <summary>The documents of a file, or why it cannot be read; never some of both.</summary>
public abstract record DocumentReading
{
    public sealed record Read(IReadOnlyList<SourceDocument> Documents) : DocumentReading;

    public sealed record Unreadable(string File, int Line, string Why) : DocumentReading
    {
        public override string ToString() => Line > 0 ? $"{File}:{Line}: {Why}" : $"{File}: {Why}";
    }

    private DocumentReading() { }
}
