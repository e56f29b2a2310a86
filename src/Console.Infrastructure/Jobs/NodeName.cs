using System.Globalization;

namespace AgentConsole.Infrastructure.Jobs;

/// <summary>How a node is called where several share a database: the machine's name and the number of the process.</summary>
internal static class NodeName
{
    public static string Here { get; } = Cut(Environment.MachineName, JobLimits.NodeLengthMax - 12) + "-" + Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    private static string Cut(string text, int max) => text.Length <= max ? text : text[..max];
}
