using System.Globalization;
using AgentConsole.Domain;

namespace AgentConsole.Web.Shell;

/// <summary>A word that a reader can pass on and that finds the line in the log; it says nothing by itself.</summary>
public static class FaultReference
{
    private const int Length = 12;

    public static string New(TimeProvider clock) =>
        "f-" + Guid.CreateVersion7(clock.Instant()).ToString("N", CultureInfo.InvariantCulture)[^Length..];
}
