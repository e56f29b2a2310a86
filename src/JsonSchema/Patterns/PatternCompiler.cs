using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace AgentConsole.JsonSchema.Patterns;

/// <summary>Makes a pattern of the text of one.</summary>
internal static class PatternCompiler
{
    public static bool TryCompile(string source, [NotNullWhen(true)] out Pattern? pattern, [NotNullWhen(false)] out string? problem)
    {
        (pattern, problem) = (null, null);
        try
        {
            pattern = new(source, new Regex(source.Replace(@"\p{Letter}", @"\p{L}", StringComparison.Ordinal), RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(SchemaLimits.PatternTimeoutMilliseconds)));
            return true;
        }
        catch (ArgumentException exception)
        {
            problem = exception.Message;
            return false;
        }
    }
}
