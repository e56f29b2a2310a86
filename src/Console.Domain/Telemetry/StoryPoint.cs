namespace AgentConsole.Domain.Telemetry;

/// <summary>What a sentence of a run's story is about.</summary>
public enum StoryPoint
{
    /// <summary>What was done in all.</summary>
    Work,
    LastGood,
    FirstWrong,
    Repeated,
    /// <summary>What policy, people and caps said.</summary>
    Controls,
    /// <summary>A person was waited for.</summary>
    Waited,
    Money,
    Clock,
    /// <summary>Whether it goes on.</summary>
    Now,
    /// <summary>What to do.</summary>
    Next,
}
