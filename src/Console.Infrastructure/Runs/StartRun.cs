using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Runs;

/// <summary>An agent begins a piece of work, and says for whom: the goal and the messages so far.</summary>
public sealed record StartRun(Caller.Agent Caller, string Name, IReadOnlyList<ReadText> Texts)
{
    public string? Workflow { get; init; }
    public string? Trigger { get; init; }
    public string? AgentVersion { get; init; }
    public string? Model { get; init; }
}
