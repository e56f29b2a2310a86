using System.Text.RegularExpressions;
using AgentConsole.JsonSchema.Evaluation;

namespace AgentConsole.JsonSchema.Patterns;

/// <summary>A compiled regular expression of a schema.</summary>
internal sealed class Pattern
{
    private readonly Regex forPlainText;
    private readonly Lazy<Regex> forAllText;
    private readonly bool isLinear;

    /// <exception cref="FormatException">The text is not a regular expression, or one that this engine does not know.</exception>
    public Pattern(string source)
    {
        Source = source;
        var parsed = PatternParser.Parse(source);
        isLinear = PatternCost.IsLinear(parsed);
        var plain = PatternWriter.Write(parsed, withPairs: false);
        var all = PatternWriter.Write(parsed, withPairs: true);
        forPlainText = Build(plain);
        // Most texts have no surrogates, so the larger expression is built when the first such text comes.
        forAllText = all == plain ? new(forPlainText) : new(() => Build(all));
    }

    public string Source { get; }

    /// <summary>Whether the text matches somewhere; running out of time stops the run.</summary>
    public bool IsMatch(ReadOnlySpan<char> text, EvaluationRun run, SchemaNode node)
    {
        if (!run.Spend(node, 1 + (text.Length >> 3))) return false;
        var regex = text.IndexOfAnyInRange('\uD800', '\uDFFF') < 0 ? forPlainText : forAllText.Value;
        // A busy machine may hold up any match; one that is really too slow will be so twice.
        return TryMatch(regex, text) ?? TryMatch(regex, text) ?? run.Stop(node, FaultCodes.PatternTimeout, "A pattern took too long to be matched.");
    }

    private static bool? TryMatch(Regex regex, ReadOnlySpan<char> text)
    {
        try
        {
            return regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private Regex Build(string text) => isLinear
        ? new(text, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)
        : new(text, RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(SchemaLimits.PatternTimeoutMilliseconds));
}
