using AgentConsole.Domain.Runs;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Runs;

/// <summary>Reads the name of a run out of a path.</summary>
internal static class RunPath
{
    /// <summary>Null where no run can have this name.</summary>
    public static string? NameIn(string segment)
    {
        var name = PathName.Of(segment);
        return name.Length is > 0 and <= RunLimits.NameLengthMax && !name.Contains('\0', StringComparison.Ordinal) ? name : null;
    }
}
