using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>Events that wait for the writer, with whoever waits for them to be written.</summary>
/// <param name="Mark">How far a follower has come with them; kept in the same transaction.</param>
internal sealed record WaitingEvents(IReadOnlyList<TraceEvent> Events, FollowMark? Mark = null)
{
    /// <summary>How often it was tried alone.</summary>
    public int Tries { get; set; }

    public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
