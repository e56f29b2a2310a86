namespace AgentConsole.Infrastructure.Persistence;

/// <summary>There is no store where one was said to be, and none is made.</summary>
public sealed class NoStoreException(string place) : Exception($"There is no store at {place}.");
