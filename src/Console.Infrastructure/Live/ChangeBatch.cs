namespace AgentConsole.Infrastructure.Live;

/// <summary>What changed since a listener was last called; with <c>Everything</c> the topics are not complete and all is to be read again.</summary>
public sealed record ChangeBatch(IReadOnlyCollection<Topic> Topics, bool Everything);
