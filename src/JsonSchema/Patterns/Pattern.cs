using System.Text.RegularExpressions;
using AgentConsole.JsonSchema.Evaluation;

namespace AgentConsole.JsonSchema.Patterns;

/// <summary>A compiled regular expression of a schema.</summary>
internal sealed class Pattern(string source, Regex regex)
{
    public string Source { get; } = source;

    /// <summary>Whether the text matches somewhere; running out of time stops the run.</summary>
    public bool IsMatch(ReadOnlySpan<char> text, EvaluationRun run, SchemaNode node)
    {
        if (!run.Spend(node, 1 + (text.Length >> 3))) return false;
        try
        {
            return regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return run.Stop(node, FaultCodes.PatternTimeout, "A pattern took too long to be matched.");
        }
    }
}
