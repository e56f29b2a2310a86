using System.Text.RegularExpressions;

namespace AgentConsole.Domain.Spend;

/// <summary>
/// Under which names a model's price is looked for. A name that reports a dated snapshot (<c>gpt-4.1-mini-2025-04-14</c>,
/// <c>claude-sonnet-4-20250514</c>) or whose provider stands before it (<c>openai/gpt-4.1-mini</c>) also finds the price without
/// the date and without the provider. Nothing looser: a name that is only alike is another model with another price.
/// </summary>
public static partial class ModelNames
{
    /// <summary>What may stand before a slash without being part of the model's name.</summary>
    private static readonly string[] Providers = ["openai", "azure", "anthropic", "google", "gemini", "models", "vertex_ai", "bedrock"];

    /// <summary>The names in the order in which they are tried: the exact one first.</summary>
    public static IEnumerable<string> Of(string model)
    {
        yield return model;
        var bare = WithoutProvider(model);
        if (bare != model) yield return bare;
        if (WithoutDate(model) is { } undated) yield return undated;
        if (bare != model && WithoutDate(bare) is { } both) yield return both;
    }

    private static string WithoutProvider(string model)
    {
        var slash = model.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < model.Length - 1 && Providers.Contains(model[..slash], StringComparer.Ordinal) ? model[(slash + 1)..] : model;
    }

    private static string? WithoutDate(string model) => Dated().Match(model) is { Success: true, Index: > 0 } date ? model[..date.Index] : null;

    [GeneratedRegex(@"[-@]20[0-9]{2}(?:-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]))\z", RegexOptions.CultureInvariant)]
    private static partial Regex Dated();
}
