using System.Globalization;

namespace AgentConsole.Bench;

/// <summary>How long one measured piece lasts, and how often it is repeated.</summary>
internal sealed record BenchOptions(int Seconds, int Rounds)
{
    public static BenchOptions Read(string[] args) => new(Number(args, "--seconds", 5), Number(args, "--rounds", 3));

    private static int Number(string[] args, string name, int absent)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : absent;
    }
}
