using AgentConsole.Cedar.Syntax;

namespace AgentConsole.Cedar;

/// <summary>Reads policies and templates from Cedar text.</summary>
public static class CedarText
{
    /// <summary>Reads a whole text. Its policies and templates are called <c>policy0</c>, <c>policy1</c> and so on, in their order.</summary>
    public static CedarReading Parse(string text)
    {
        var policies = PolicyParser.Parse(text, out var faults);
        return faults.Count == 0 ? new CedarReading(PolicySet.Of(policies), []) : new CedarReading(null, faults);
    }

    /// <summary>Reads a text that is known to be right, such as one that was read before.</summary>
    /// <exception cref="CedarException">The text is not Cedar; the exception lists every fault.</exception>
    public static PolicySet Read(string text) => Parse(text) switch
    {
        { PolicySet: { } set } => set,
        var reading => throw new CedarException(reading.Faults),
    };
}
