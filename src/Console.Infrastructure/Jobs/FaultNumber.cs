using System.Globalization;

namespace AgentConsole.Infrastructure.Jobs;

/// <summary>Says of an exception what anybody may read: its kind and where the log tells the rest. Its message may hold a server, a path, an account.</summary>
internal static class FaultNumber
{
    public static string Of(DateTimeOffset at) => at.UtcDateTime.ToString("'job-'yyyyMMdd'-'HHmmssffffff", CultureInfo.InvariantCulture);

    public static string KindOf(Exception exception)
    {
        var kinds = new List<string>();
        for (var inner = exception; inner is not null && kinds.Count < 5; inner = inner.InnerException) kinds.Add(inner.GetType().Name);
        return string.Join(": ", kinds);
    }
}
