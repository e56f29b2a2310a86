namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>Another node has told the same already: nothing was written.</summary>
public sealed class MarkMovedException : Exception
{
    public MarkMovedException()
        : base("Another node was faster.")
    {
    }

    public MarkMovedException(string message)
        : base(message)
    {
    }

    public MarkMovedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
