using System.Globalization;
using AgentConsole.Domain;
using AgentConsole.Domain.Insights;
using AgentConsole.Domain.Spend;
using AgentConsole.Web.Shell.Kit;

namespace AgentConsole.Web.Insights;

/// <summary>Figures as people read them.</summary>
internal static class InsightsWords
{
    public static string Percent(double? share) => share is { } known ? known.ToString("0.0 %", CultureInfo.InvariantCulture) : "unknown";

    /// <summary>Small amounts keep the places that say something.</summary>
    public static string Usd(decimal? amount) => amount is { } known ? Money.ShortText(known) + " USD" : "unknown";

    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Took(double? milliseconds) => milliseconds switch
    {
        null => "unknown",
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0} ms"),
        < 60_000 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1_000:0.0} s"),
        < 3_600_000 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 60_000:0.0} min"),
        < 86_400_000 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 3_600_000:0.0} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 86_400_000:0.0} days"),
    };

    public static string Chance(double chance) => chance < 0.0001 ? "< 0.0001" : chance.ToString("0.0000", CultureInfo.InvariantCulture);

    /// <summary>A change as a word with its sign: less is not always better.</summary>
    public static string Change(double? change) => change is { } known ? known.ToString("+0 %;-0 %;±0 %", CultureInfo.InvariantCulture) : "";

    /// <summary>The name of a column.</summary>
    public static string Capital(Dimension dimension) => dimension.ToString();

    /// <summary>What events without such a name are called.</summary>
    public static string NameOf(string? name, Dimension dimension) => name switch
    {
        null => "all others",
        "" => $"no {WireName.Of(dimension)}",
        _ => name,
    };

    public static string StateOf(DriftState state) => state switch
    {
        DriftState.TooFew => "too few runs",
        DriftState.Steady => "steady so far",
        DriftState.Fallen => "fallen",
        DriftState.Finished => "steady, test over",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static Tone ToneOf(DriftState state) => state switch
    {
        DriftState.Fallen => Tone.Danger,
        DriftState.Steady or DriftState.Finished => Tone.Ok,
        _ => Tone.Neutral,
    };
}
