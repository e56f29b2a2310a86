using System.Globalization;

namespace AgentConsole.Bench;

/// <summary>How long one measured piece lasts, and how often it is repeated.</summary>
/// <param name="Data">The folder with recorded runs, where a verb reads some.</param>
/// <param name="TracesOnly">Of <c>judge</c>: what is told as traces, and not the calls (minutes instead of a quarter of an hour).</param>
internal sealed record BenchOptions(int Seconds, int Rounds, string? Data, bool TracesOnly)
{
    public static BenchOptions Read(string[] args) => new(Number(args, "--seconds", 5), Number(args, "--rounds", 3), Text(args, "--data"), args.Contains("--traces"));

    private static string? Text(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }

    private static int Number(string[] args, string name, int absent)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : absent;
    }
}
