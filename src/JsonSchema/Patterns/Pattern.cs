using System.Text.RegularExpressions;
using AgentConsole.JsonSchema.Evaluation;

namespace AgentConsole.JsonSchema.Patterns;

/// <summary>A compiled regular expression of a schema.</summary>
internal sealed class Pattern
{
    // Some thousand matches that may search are the most that one validation can hold.
    private const int SearchCost = SchemaLimits.EvaluationStepsMax / 4_000;

    private readonly Regex forPlainText;
    private readonly Lazy<Regex> forAllText;
    private readonly bool isLinear;

    /// <exception cref="FormatException">The text is not a regular expression, or one that this engine does not know.</exception>
    public Pattern(string source, PatternBudget budget)
    {
        Source = source;
        var parsed = PatternParser.Parse(source);
        isLinear = budget.Takes(PatternCost.OfAutomaton(parsed));
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
        if (!run.Spend(node, isLinear ? 1 + (text.Length >> 3) : SearchCost + text.Length)) return false;
        var start = run.Timestamp();
        var regex = text.IndexOfAnyInRange('\uD800', '\uDFFF') < 0 ? forPlainText : forAllText.Value;
        // A busy machine may hold up any match; one that is really too slow will be so twice.
        if ((TryMatch(regex, text) ?? TryMatch(regex, text)) is not { } matches) return run.StopAtPattern(node);
        return run.SpendTime(node, start) && matches;
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

    private Regex Build(string text)
    {
        var options = RegexOptions.CultureInvariant | (isLinear ? RegexOptions.NonBacktracking : RegexOptions.None);
        var regex = new Regex(text, options, TimeSpan.FromMilliseconds(SchemaLimits.PatternTimeoutMilliseconds));
        // What an expression and the runtime do only once is done here and not in the time of a first text.
        TryMatch(regex, "a");
        return regex;
    }
}
