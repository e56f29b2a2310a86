namespace AgentConsole.Infrastructure.Persistence;

/// <summary>The database stayed contended for every attempt; the rim answers 503 with Retry-After.</summary>
public sealed class BusyException : Exception
{
    public BusyException(string message, Exception? innerException = null) : base(message, innerException) { }
}
