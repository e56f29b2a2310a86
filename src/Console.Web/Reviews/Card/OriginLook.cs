using System.Globalization;
using AgentConsole.Domain.Provenance;
using AgentConsole.Web.Shell.Kit;

namespace AgentConsole.Web.Reviews.Card;

/// <summary>Where a value came from, in the words and the tone of its chip.</summary>
internal sealed record OriginLook(string Text, Tone Tone, string Title)
{
    public static OriginLook Of(ArgumentOrigin origin) => origin.Origin switch
    {
        Origin.Constant => new("a fixed choice", Tone.Neutral, "One of the values that the tool's schema offers"),
        Origin.Request => new("the request" + Parts(origin), Tone.Ok, "It stands in the goal or in a message of the user"),
        Origin.TrustedResult => new(Result(origin, "trusted"), Tone.Info, "It first appeared in a result of this tool, whose contract calls its results trusted"),
        Origin.UntrustedResult => new(Result(origin, "untrusted"), Tone.Danger, "It first appeared in what this tool read, which others can write into"),
        Origin.Nowhere => new("seen nowhere", Tone.Warn, "Neither the request nor anything that the run has read holds it"),
        _ => throw new InvalidOperationException($"Unknown origin {origin.Origin}."),
    };

    private static string Result(ArgumentOrigin origin, string trust) =>
        $"{origin.Tool ?? "a result"}, {trust}" + (origin.Step is { } step ? string.Create(CultureInfo.InvariantCulture, $", step {step}") : "") + Parts(origin);

    private static string Parts(ArgumentOrigin origin) => origin.IsPartly ? ", in parts" : "";
}
