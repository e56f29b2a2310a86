using AgentConsole.JsonSchema.Patterns;

namespace AgentConsole.JsonSchema.Formats;

/// <summary>Regular expressions, as far as this engine knows them.</summary>
internal static class Expressions
{
    public static bool IsExpression(ReadOnlySpan<char> text)
    {
        try
        {
            PatternParser.Parse(text.ToString());
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
