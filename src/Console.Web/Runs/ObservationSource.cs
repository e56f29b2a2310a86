namespace AgentConsole.Web.Runs;

/// <summary>Where something that a run has read came from.</summary>
internal enum ObservationSource
{
    User,
    Tool,
}
