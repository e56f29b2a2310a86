namespace AgentConsole.Domain.Telemetry;

/// <summary>One sentence of a run's story. What an agent named in it stands apart, so that a screen can show it as foreign text.</summary>
/// <param name="Text">With <c>{name}</c> where <paramref name="Name"/> belongs, if anywhere.</param>
/// <param name="Name">A tool or a model, as the agent called it.</param>
/// <param name="Event">The event it speaks of; null where of the whole run.</param>
public sealed record StoryLine(StoryPoint Point, string Text, string? Name = null, long? Event = null)
{
    private const string Place = "{name}";

    /// <summary>The sentence with the name in its place.</summary>
    public string Whole => Name is null ? Text : Text.Replace(Place, Name, StringComparison.Ordinal);
}
